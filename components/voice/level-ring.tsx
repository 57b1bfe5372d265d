/** A microphone with a ring that grows as somebody speaks; CSS keeps it still where motion is not wanted. */
export const LevelRing = ({ level, on }: { level: number; on: boolean }) => (
  <span
    className="pd-level"
    data-on={on}
    style={{ '--pd-level': Math.min(1, Math.max(0, level)).toFixed(2) } as object}
  >
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3" />
    </svg>
  </span>
);
