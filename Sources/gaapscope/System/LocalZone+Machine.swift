import Essentials
import Glibc

extension LocalZone {
    /// The time zone of the machine, determined by the C library. A change while the program runs (/etc/localtime
    /// replaced) takes effect.
    static let machine = LocalZone { time in
        tzset()
        var seconds = time_t(clamping: time.wholeSeconds)
        var parts = tm()
        // The C library cannot represent such a year.
        guard localtime_r(&seconds, &parts) != nil else { return 0 }
        return parts.tm_gmtoff
    }
}
