// The desk's own drawings: shapes of the verdicts on a field of 96, signs on a field of 24.
// name -> [field, line width, drawing]

const OCTAGON = '<path d="M30.6 6h34.8L90 30.6v34.8L65.4 90H30.6L6 65.4V30.6z"/>';
const TRIANGLE = '<path d="M48 7L92 86H4z"/>';
const LINK =
  '<path d="M40 62l-9 9a15 15 0 01-21-21l13-13a15 15 0 0119-2M56 34l9-9a15 15 0 0121 21L73 59a15 15 0 01-19 2"/>';

const ICONS = {
  shape_idle: [96, 6, '<path d="M8 30V8h22M66 8h22v22M88 66v22H66M30 88H8V66M26 48h44"/>'],
  shape_tick: [96, 6, '<circle cx="48" cy="48" r="42"/><path d="M28 49l14 14 27-30" stroke-width="8"/>'],
  shape_clock: [96, 6, `${TRIANGLE}<path d="M48 38v22l13 9" stroke-width="8"/>`],
  shape_again: [96, 6, `${TRIANGLE}<path d="M48 36v22M48 71v.2" stroke-width="9"/>`],
  shape_bar: [96, 6, `${OCTAGON}<path d="M28 48h40" stroke-width="10"/>`],
  shape_key: [
    96,
    6,
    '<rect x="7" y="7" width="82" height="82"/><rect x="24" y="22" width="48" height="46" rx="7"/><path d="M39 56l9-23 9 23M42 48h12" stroke-width="5"/>',
  ],
  shape_paper: [
    96,
    6,
    '<path d="M20 8h40l18 18v62H20zM60 8v18h18"/><path d="M33 44h10M33 60h10M33 75h10M53 44h13M53 60h13M53 75h13" stroke-width="6"/>',
  ],
  shape_broken: [96, 7, `${LINK}<path d="M33 12l4 11M84 84L12 12"/>`],
  shape_lock: [96, 7, '<path d="M16 42h64v46H16zM30 42V27a18 18 0 0136 0v15M48 60v11"/>'],
  shape_linked: [96, 7, `${LINK}<path d="M36 60l24-24"/>`],
  tick: [24, 2.6, '<path d="M5 12.500l4.500 4.500L19 7"/>'],
  cross: [24, 2.6, '<path d="M6 6l12 12M18 6L6 18"/>'],
  again: [
    24,
    2.2,
    '<path d="M4 12a8 8 0 0113.700-5.600L20 8.500M20 4v4.500h-4.500"/><path d="M20 12a8 8 0 01-13.700 5.600L4 15.500M4 20v-4.500h4.500"/>',
  ],
  undo: [24, 2, '<path d="M8 5L4 9l4 4"/><path d="M4 9h10a5.500 5.500 0 010 11H8"/>'],
  search: [24, 2, '<circle cx="10.500" cy="10.500" r="6.500"/><path d="M15.500 15.500L21 21"/>'],
  info: [24, 2, '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 7.600v.1"/>'],
  star: [24, 2, '<path d="M12 3.500l2.600 5.500 6 .8-4.400 4.200 1.100 6L12 17l-5.300 3 1.100-6L3.400 9.800l6-.8z"/>'],
  phone: [
    24,
    2,
    '<path d="M5 4h4l1.500 4.500L8 10a12 12 0 006 6l1.500-2.500L20 15v4a1.500 1.500 0 01-1.700 1.500A15.500 15.500 0 013.500 5.700 1.500 1.500 0 015 4z"/>',
  ],
  camera: [24, 2, '<path d="M3 7h4.500L9 4.500h6L16.500 7H21v12.500H3z"/><circle cx="12" cy="13" r="3.600"/>'],
  torch: [24, 2, '<path d="M13 3L5.500 13.500H12L11 21l7.500-10.500H12z"/>'],
  scanner: [24, 2, '<path d="M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M7 12h10"/>'],
  signal: [24, 2, '<path d="M4 18h16M7 14v4M12 9v9M17 5v13"/>'],
  warning: [24, 2, '<path d="M12 4L21.500 20H2.500zM12 10v4.500M12 17.200v.1"/>'],
  sound: [24, 2, '<path d="M4 9.500v5h4l5 4V5.500l-5 4zM16.500 9a4.500 4.500 0 010 6"/>'],
  mute: [24, 2, '<path d="M4 9.500v5h4l5 4V5.500l-5 4zM16.500 9.500l5 5M21.500 9.500l-5 5"/>'],
  swap: [24, 2, '<path d="M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4"/>'],
  arrow: [24, 2, '<path d="M4 12h15M13 6l6 6-6 6"/>'],
  out: [24, 2, '<path d="M10 4H4v16h6M9 12h11M15.500 7.500L20 12l-4.500 4.500"/>'],
  person: [24, 2, '<circle cx="12" cy="8" r="4"/><path d="M4 20.500c1-4.500 4-6.500 8-6.500s7 2 8 6.500"/>'],
  paper: [24, 2, '<path d="M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7"/>'],
  keyboard: [24, 2, '<path d="M3 6h18v12H3zM7 10v.1M11 10v.1M15 10v.1M8 14h8"/>'],
  menu: [24, 2, '<path d="M4 6h16M4 12h16M4 18h16"/>'],
  disc: [24, 2, '<circle cx="12" cy="12" r="6.500" fill="currentColor"/>'],
  ring: [24, 2, '<circle cx="12" cy="12" r="6.500"/>'],
  queue: [24, 2, '<circle cx="12" cy="12" r="8.500"/><path d="M12 7v5.500l3.500 2"/>'],
  sign: [
    32,
    0,
    '<path stroke="none" fill="#6B0F0F" d="M0 0h32v32H0z"/><path stroke="none" fill="#FFCD00" d="M5 6h22v2.500H5zM5 10h9.500C14 18 11.500 23.500 5 26zM27 10h-9.500C18 18 20.500 23.500 27 26z"/>',
  ],
};
