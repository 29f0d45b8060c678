// Signs of the honours that the desk and the running order do not have. Joined after agenda_icons.js.

Object.assign(ICONS, {
  diamond: [24, 0, '<path d="M12 4.500L19.500 12 12 19.500 4.500 12z" fill="currentColor"/>'],
  lock: [24, 2, '<path d="M5 11h14v9H5zM8 11V8a4 4 0 018 0v3"/>'],
  unlock: [24, 2, '<path d="M5 11h14v9H5zM8 11V7a4 4 0 017.500-2"/>'],
});
