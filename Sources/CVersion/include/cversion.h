// The version of the program, and which source it was built from. The number stands here and nowhere else:
// scripts/package and the manual pages read it, too. The scripts name the commit through the environment; Package.swift
// turns it into the two definitions.

#ifndef CVERSION_H
#define CVERSION_H

#define GAAPSCOPE_VERSION "0.2.0"

// For example "0.2.0".
const char *version_number(void);

// The first digits of the commit, with "-modified" if the source had changes of its own. NULL if the builder did not
// name a commit.
const char *version_commit(void);

// The day of the commit in UTC, for example "2026-11-28". NULL if the builder did not name it.
const char *version_date(void);

// How a packaged file is linked: "static", or "glibc 2.17". NULL if it was not packaged.
const char *version_linkage(void);

#endif
