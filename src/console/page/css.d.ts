/** Styles are imported for their effect; Vite puts them into a file of ours. */
declare module "*.css";
