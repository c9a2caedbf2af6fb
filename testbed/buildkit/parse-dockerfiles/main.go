// Reads a JSON list of Dockerfiles and writes what BuildKit's own parser makes of each: null where BuildKit refuses it.
package main

import (
	"encoding/json"
	"log"
	"os"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

type dockerfile struct {
	Escape  string        `json:"escape"`
	Globals []instruction `json:"globals"`
	Stages  []stage       `json:"stages"`
}

type stage struct {
	Name         string        `json:"name"`
	Base         string        `json:"base"`
	FirstLine    int           `json:"firstLine"`
	Instructions []instruction `json:"instructions"`
}

type instruction struct {
	Keyword   string   `json:"keyword"`
	Flags     []string `json:"flags"`
	FirstLine int      `json:"firstLine"`
	LastLine  int      `json:"lastLine"`
}

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		log.Fatal(err)
	}
	all := make([]*dockerfile, len(texts))
	for i, text := range texts {
		all[i] = parse(text)
	}
	if err := json.NewEncoder(os.Stdout).Encode(all); err != nil {
		log.Fatal(err)
	}
}

func parse(text string) *dockerfile {
	result, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		return nil
	}
	stages, _, err := instructions.Parse(result.AST, linter.New(&linter.Config{}))
	if err != nil || len(stages) == 0 {
		return nil
	}
	read := &dockerfile{Escape: string(result.EscapeToken), Globals: []instruction{}, Stages: []stage{}}
	for _, node := range result.AST.Children {
		if strings.EqualFold(node.Value, "from") {
			from := stages[len(read.Stages)]
			read.Stages = append(read.Stages, stage{from.Name, from.BaseName, node.StartLine, []instruction{}})
			continue
		}
		each := instruction{strings.ToUpper(node.Value), append([]string{}, node.Flags...), node.StartLine, node.EndLine}
		if last := len(read.Stages) - 1; last >= 0 {
			read.Stages[last].Instructions = append(read.Stages[last].Instructions, each)
		} else {
			read.Globals = append(read.Globals, each)
		}
	}
	return read
}
