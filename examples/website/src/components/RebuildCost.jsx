import { useState } from 'react';

/** Shows what a build costs when one step's inputs change: that step and all that follow it. */
export default function RebuildCost({ steps }) {
  const [changed, setChanged] = useState(steps.length - 1);
  const seconds = steps.slice(changed).reduce((sum, step) => sum + step.seconds, 0);
  return (
    <figure>
      <ol>
        {steps.map((step, index) => (
          <li key={step.name} className={index < changed ? 'cached' : 'run'}>
            <button type="button" onClick={() => setChanged(index)}>
              {step.name}
            </button>
            {index < changed ? ' cached' : ` ${step.seconds} s`}
          </li>
        ))}
      </ol>
      <figcaption>
        {steps[changed].name} changed: {seconds} s
      </figcaption>
    </figure>
  );
}
