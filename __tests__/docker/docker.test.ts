import { expect, test } from 'vitest';
import { DockerError, docker, toDockerError } from '../../src/docker/docker.ts';
import { replaceDocker } from './docker-folder.ts';

test.each([
  [
    'Error: spawn docker ENOENT',
    'The docker command was not found: the builder runs in a container, so install Docker on this runner or set "endpoint" to a BuildKit that already runs.',
  ],
  [
    'Unable to locate executable file: docker. Please verify either the file path exists',
    'The docker command was not found: the builder runs in a container, so install Docker on this runner or set "endpoint" to a BuildKit that already runs.',
  ],
  [
    "docker: Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix: connect: permission denied.\nSee 'docker run --help'.",
    "This runner's user may not use Docker's socket: add the user to the docker group, or set DOCKER_HOST to a daemon that it may use.",
  ],
  [
    'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock',
    "This runner's user may not use Docker's socket: add the user to the docker group, or set DOCKER_HOST to a daemon that it may use.",
  ],
  [
    "docker: Cannot connect to the Docker daemon at unix:///tmp/no.sock. Is the docker daemon running?\n\nRun 'docker run --help' for more information",
    "Docker's daemon does not answer: start it, or set DOCKER_HOST. Cannot connect to the Docker daemon at unix:///tmp/no.sock. Is the docker daemon running?",
  ],
  [
    'error during connect: Get "http://127.0.0.1:9/version": dial tcp 127.0.0.1:9: connect: connection refused',
    'Docker\'s daemon does not answer: start it, or set DOCKER_HOST. error during connect: Get "http://127.0.0.1:9/version": dial tcp 127.0.0.1:9: connect: connection refused',
  ],
  [
    "docker: Error response from daemon: network nowhere not found.\nSee 'docker run --help'.",
    'docker run failed: network nowhere not found.',
  ],
  [
    'invalid argument "type=bind,src=/a,b" for "--mount" flag: invalid field \'b\'\n\nUsage:  docker run [OPTIONS] IMAGE\n\nRun \'docker run --help\' for more information',
    'docker run failed: invalid argument "type=bind,src=/a,b" for "--mount" flag: invalid field \'b\'',
  ],
  [
    "unknown flag: --nonsense\nSee 'docker run --help'.\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nCreate and run a new container",
    'docker run failed: unknown flag: --nonsense',
  ],
  ['', 'docker run failed: it printed nothing'],
])('%j is told as a sentence', (output, message) => {
  expect(toDockerError(['run'], output).message).toBe(message);
});

test('a command that fails throws what docker printed, one that succeeds returns it', async () => {
  replaceDocker('[ "$1" = ps ] && echo " abc " && exit\necho "Error response from daemon: no" >&2\nexit 1');
  expect(await docker('ps', '--all')).toBe('abc');
  const error = await docker('rm', 'x').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DockerError);
  expect((error as DockerError).message).toBe('docker rm failed: no');
});
