// Signs of the running order that the desk does not have. Joined after desk_icons.js.

Object.assign(ICONS, {
  onward: [24, 2.6, '<path d="M4 12h15M13 6l6 6-6 6"/>'],
  dash: [24, 2.6, '<path d="M6 12h12"/>'],
  bars: [24, 3.4, '<path d="M8 6v12M16 6v12"/>'],
  play: [24, 2, '<path d="M7 5l12 7-12 7z" fill="currentColor"/>'],
  late: [24, 0, '<path d="M12 4.500L21 19.500H3z" fill="currentColor"/>'],
  later: [24, 0, '<path d="M6.500 8.500L12 18.500H1zM17.500 8.500L23 18.500H12z" fill="currentColor"/>'],
  up: [24, 2.4, '<path d="M12 20V5M6 11l6-6 6 6"/>'],
  early: [24, 0, '<path d="M12 19.500L3 4.500h18z" fill="currentColor"/>'],
  square: [24, 2.6, '<path d="M5 5h14v14H5z"/>'],
  broken: [
    24,
    2,
    '<path d="M10 15.500l-2 2a3.800 3.800 0 01-5.400-5.400l3-3M14 8.500l2-2a3.800 3.800 0 015.400 5.400l-3 3M4 4l16 16"/>',
  ],
});
