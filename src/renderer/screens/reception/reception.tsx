export default function Reception() {
  return null;
}
