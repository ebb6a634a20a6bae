/**
 * A sentence about somebody in a single line: where there is too little room, it is the name that is cut, not what is said.
 * @param sentence makes it of a name
 */
export function ClippedName({ name, sentence }: { name: string; sentence: (name: string) => string }) {
  const [before = '', after = ''] = sentence(PLACE).split(PLACE);
  return (
    <span className="clipped-name">
      {before}
      <span className="clip">{name}</span>
      {after}
    </span>
  );
}

/** No name has it. */
const PLACE = '\uFFFC';
