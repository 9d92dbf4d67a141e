// The version of the program, and the source that it was built from. This header is the only place with the version
// number: scripts/package and the manual pages read it as well. The scripts pass the commit in the environment, and
// Package.swift turns it into the two definitions.

#ifndef CVERSION_H
#define CVERSION_H

#define GAAPSCOPE_VERSION "0.2.0"
// The day of the release of this version, as in CHANGELOG.md. The manual pages have this date.
#define GAAPSCOPE_RELEASE_DATE "2026-11-28"

// Returns the version number, for example "0.2.0".
const char *version_number(void);

// Returns the day of the release of this version, for example "2026-11-28".
const char *version_release_date(void);

// Returns the first digits of the commit, with "-modified" if the source had uncommitted changes. Returns NULL if the
// build did not specify a commit.
const char *version_commit(void);

// Returns the date of the commit in UTC, for example "2026-11-28". Returns NULL if the build did not specify it.
const char *version_date(void);

// Returns how a packaged file is linked: "static", or "glibc 2.17". Returns NULL if the program was not packaged.
const char *version_linkage(void);

#endif
