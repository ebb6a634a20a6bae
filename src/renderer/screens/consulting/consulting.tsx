export default function Consulting() {
  return null;
}
