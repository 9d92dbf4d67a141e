// The traffic of a listener in the last day, in the detail: one plot per direction.

import GAAP
import Inventory
import Reports
import Essentials

extension BrowserState {
    private static let (span, rows) = (86_400.0, 4)
    /// The maximum number of bars. The service returns one point per five minutes, and a bar without a point would look
    /// like a gap.
    private static let maximumBars = 192
    /// The width of a label, for example `out 99.9 Mbit/s`.
    private static let labelWidth = 15

    /// Returns the plots, or the reason why there are no plots.
    func trafficLines(_ row: Row, width: Int) -> [StyledLine] {
        let title = StyledLine(words("TRAFFIC, LAST 24 H, MAXIMUM OF 5 MIN", zh: "流量，近 24 小时，每 5 分钟最大值"), Style(.title))
        guard let id = row.listener.listenerID, !id.isEmpty else { return [] }
        var lines = [title]
        if let error = historyRequests.trafficFault(of: id) {
            let (cause, key) = (Notice.cause(of: error), keyName(.errors))
            let text = words(
                "traffic  not read: \(cause[.english]) (\(key))", zh: "流量  未读到：\(cause[.chinese])（\(key)）")
            lines.append(StyledLine(text, Style(.warning)))
        }
        guard let traffic = account.traffic[id] else {
            if lines.count == 1 {
                guard historyRequests.isWaitingForTraffic(of: id) else { return [] }
                lines.append(StyledLine(words(.reading), Style(.faint)))
            }
            return lines
        }
        guard traffic.points.contains(where: { $0.incoming != nil || $0.outgoing != nil }) else {
            let text = words("the service has no traffic data for this listener", zh: "服务端没有该监听器的流量数据")
            return lines + [StyledLine(text, Style(.faint))]
        }
        lines +=
            plot(words("in", zh: "入"), traffic, \.incoming, width: width)
            + plot(words("out", zh: "出"), traffic, \.outgoing, width: width)
        return lines + [timeLine(traffic, width: width)]
    }

    /// Returns the width of a plot in cells.
    private func cells(_ width: Int) -> Int {
        max(8, min(width - Self.labelWidth - 1, Self.maximumBars / 2))
    }

    private func plot(
        _ name: String, _ traffic: Traffic, _ value: KeyPath<Traffic.Point, Double?>, width: Int
    ) -> [StyledLine] {
        let bars = cells(width) * Plot.barsPerCell(isBraille: options.showsBraille)
        let plot = Plot(
            traffic.bars(bars, span: Self.span, value), rows: Self.rows, isBraille: options.showsBraille)
        return plot.lines.enumerated().map { row, text in
            let top = plot.top > 0 ? "\(name) \(Rate.text(plot.top))" : name
            let label = row == 0 ? top : row == Self.rows - 1 ? Rate.text(0) : ""
            var line = StyledLine()
            line.addCell(label, columns: Self.labelWidth, alignsRight: true, style: Style(.faint))
            line.add(text, Style(.accent))
            return line
        }
    }

    /// Returns the time axis: the times at both ends and, if they fit, every six hours.
    private func timeLine(_ traffic: Traffic, width: Int) -> StyledLine {
        let (all, steps) = (cells(width), 4)
        let end = minute(traffic.readAt)
        var line = StyledLine()
        line.addCell("", columns: Self.labelWidth)
        line.add(minute(traffic.readAt + -Self.span), Style(.faint))
        for step in 1..<steps {
            let text = minute(traffic.readAt + Self.span * Double(step - steps) / Double(steps))
            let column = Self.labelWidth + 1 + all * step / steps - text.utf8.count / 2
            let used = DisplayText.width(of: line.text)
            let isLast = Self.labelWidth + 1 + all - end.utf8.count <= column + text.utf8.count + 1
            if column >= used + 2, !isLast {
                line.add(String(repeating: " ", count: column - used) + text, Style(.faint))
            }
        }
        let gap = Self.labelWidth + 1 + all - end.utf8.count - DisplayText.width(of: line.text)
        line.add(String(repeating: " ", count: max(1, gap)) + end, Style(.faint))
        return line
    }
}

extension BrowserState {
    /// Returns a time, with its date if it is not today: `14:02` or `11-22 14:02`.
    private func minute(_ time: Moment) -> String {
        let date = options.zone.date(time.wall)
        let clock = String(date.clock.prefix(5))
        return date.isSameDay(as: options.zone.date(now.wall)) ? clock : "\(date.description.suffix(5)) \(clock)"
    }
}

extension Traffic {
    /// Returns the highest value in each of `count` equal periods, the last of which ends when the traffic was read;
    /// nil for a period without values.
    /// - Parameter span: the length of all periods together, in seconds.
    func bars(_ count: Int, span: Double, _ value: KeyPath<Point, Double?>) -> [Double?] {
        var bars = [Double?](repeating: nil, count: max(0, count))
        for point in points {
            guard let number = point[keyPath: value], number.isFinite, count > 0, let ago = readAt.age(of: point.at)
            else { continue }
            let position = ((span - ago) / span * Double(count)).rounded(.down)
            // The end of the span belongs to the last period.
            let bar = position == Double(count) ? count - 1 : Int(exactly: max(-1, min(position, 1e6))) ?? -1
            if bars.indices.contains(bar) { bars[bar] = max(bars[bar] ?? number, number) }
        }
        return bars
    }
}

/// Formats rates in bit/s.
enum Rate {
    /// Returns a rate with at most three digits, for example `0 bit/s` or `12.3 Mbit/s`.
    static func text(_ bits: Double) -> String {
        guard bits.isFinite, bits > 0 else { return "0 bit/s" }
        let units = ["", "k", "M", "G", "T", "P"]
        var (value, unit) = (bits, 0)
        while value >= 999.5, unit < units.count - 1 {
            value /= 1_000
            unit += 1
        }
        let whole = Int(min(value.rounded(), 1e9))
        guard unit > 0, value < 99.95 else { return "\(whole) \(units[unit])bit/s" }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) \(units[unit])bit/s"
    }
}
