import Essentials
import Glibc

extension LocalZone {
    /// The time zone of the machine, determined by the C library. If /etc/localtime is replaced while the program runs,
    /// the change takes effect.
    static let machine = LocalZone { time in
        tzset()
        var seconds = time_t(clamping: time.wholeSeconds)
        var parts = tm()
        // The C library fails if it cannot represent the year. The offset is then 0.
        guard localtime_r(&seconds, &parts) != nil else { return 0 }
        return parts.tm_gmtoff
    }
}
