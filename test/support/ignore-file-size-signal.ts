/** For `--import`: a library of the program ends it at SIGXFSZ unless somebody else listens. A full disk sends no signal. */
process.on("SIGXFSZ", () => undefined);
