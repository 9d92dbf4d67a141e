// The one door of the core: a message in, the state changed, effects out. Synchronous, without side effects, and the only code that
// changes the state.

import Inventory
package import TencentCloud

extension BrowserState {
    /// What the browser does first: asks its question.
    package mutating func start() -> [Effect] {
        ask(question, isManual: false)
    }

    /// Takes a message in.
    package mutating func update(_ message: Message, now: UnixTime) -> [Effect] {
        self.now = now
        var effects: [Effect] = []
        switch message {
        case .key(let key): effects = press(key)
        case .resized(let size): self.size = size
        case .tick: effects = tick()
        case .fetched(let event): effects = take(event)
        }
        let layout = Layout(self)
        listing.scroll(height: layout.list.count)
        clampText(layout)
        clampPicker(layout)
        return effects
    }

    /// Reads again when the interval has passed since the last reading ended.
    private mutating func tick() -> [Effect] {
        guard !isPaused, let run = currentRun, let finished = run.finishedAt, now - finished >= interval else {
            return []
        }
        return ask(question, isManual: false)
    }

    /// Keeps scrolled text within its lines after a resize or a change of what it shows.
    private mutating func clampText(_ layout: Layout) {
        if context == .text {
            textTop = max(0, min(textTop, textLines(width: size.columns).count - layout.body.count))
        }
        if layout.pane.isEmpty { isPaneFocused = false }
        let lines = paneLines(width: size.columns).count
        paneTop = max(0, min(paneTop, lines - max(0, layout.pane.count - 1)))
    }

    private mutating func clampPicker(_ layout: Layout) {
        guard case .picker(var picker)? = overlay else { return }
        picker.clamp(count: picker.choices(in: account, tab: picker.tab).count, page: layout.body.count - 2)
        overlay = .picker(picker)
    }

    /// Notes an error for `L` and shows it.
    mutating func fail(_ notice: Notice, asking question: Question?) {
        log(notice)
        failure = Failure(notice: notice, question: question)
    }

    /// Notes something for `L`.
    mutating func log(_ notice: Notice) {
        errors.append(LoggedError(at: now, notice: notice))
        if errors.count > Self.errorsKept { errors.removeFirst(errors.count - Self.errorsKept) }
    }

    /// Shows something until the next key.
    mutating func say(_ what: String, advice: String = "") {
        remark = Notice(what, advice: advice)
    }
}
