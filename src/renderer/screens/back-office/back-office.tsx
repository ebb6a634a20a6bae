export default function BackOffice() {
  return null;
}
