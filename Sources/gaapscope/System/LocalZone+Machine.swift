import Essentials
import Glibc

extension LocalZone {
    /// The machine's time zone, by the C library. A zone that is changed while the program runs (/etc/localtime
    /// replaced) is followed.
    static let machine = LocalZone { time in
        tzset()
        var seconds = time_t(clamping: time.wholeSeconds)
        var parts = tm()
        // No calendar of the library reaches such a year.
        guard localtime_r(&seconds, &parts) != nil else { return 0 }
        return parts.tm_gmtoff
    }
}
