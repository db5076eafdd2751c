export const part = () => {};
