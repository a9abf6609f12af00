import type { ReactNode } from "react";

function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

export const MicrophoneIcon = () => (
  <Icon><rect x="9" y="3" width="6" height="11" rx="3" /><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" /></Icon>
);
export const StopIcon = () => <Icon><rect x="7" y="7" width="10" height="10" rx="2" fill="currentColor" /></Icon>;
export const SendIcon = () => <Icon><path d="M12 19V5M6 11l6-6 6 6" /></Icon>;
export const CameraIcon = () => (
  <Icon><rect x="3" y="6.5" width="12.5" height="11" rx="3" /><path d="m15.5 11 5.5-3v8l-5.5-3" /></Icon>
);
export const CameraOffIcon = () => (
  <Icon><rect x="3" y="6.5" width="12.5" height="11" rx="3" /><path d="m15.5 11 5.5-3v8l-5.5-3M4 3l16 18" /></Icon>
);
export const ReplayIcon = () => <Icon><path d="M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4.5 8.8M4.5 4v4.8h4.8" /></Icon>;
export const ClockIcon = () => <Icon><circle cx="12" cy="12" r="8.5" /><path d="M12 7.5V12l3 2" /></Icon>;
export const SettingsIcon = () => (
  <Icon><path d="M4 7h9M17 7h3M4 17h3M11 17h9" /><circle cx="15" cy="7" r="2" /><circle cx="9" cy="17" r="2" /></Icon>
);
export const AboutIcon = () => <Icon><circle cx="12" cy="12" r="8.5" /><path d="M12 11v5M12 8h.01" /></Icon>;
export const CloseIcon = () => <Icon><path d="m6.5 6.5 11 11M17.5 6.5l-11 11" /></Icon>;
export const TeachIcon = () => <Icon><path d="M5 4.5h9.5a3 3 0 0 1 3 3V20H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h9.5M11.2 6.5v5M8.7 9h5" /></Icon>;
export const LookIcon = () => <Icon><circle cx="12" cy="8" r="3.5" /><path d="M5 20a7 7 0 0 1 14 0M18 4.5h3M19.5 3v3" /></Icon>;
export const PreviousIcon = () => <Icon><path d="M17.5 6v12L9 12zM6.5 6v12" /></Icon>;
export const NextIcon = () => <Icon><path d="M6.5 6v12l8.5-6zM17.5 6v12" /></Icon>;
export const RoomIcon = () => (
  <Icon><rect x="3" y="7" width="7.5" height="12" rx="1.5" /><rect x="13.5" y="7" width="7.5" height="12" rx="1.5" /><path d="M7 4.5c3-1.5 7-1.5 10 0" /></Icon>
);
