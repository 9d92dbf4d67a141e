// The one door of the core: a message in, the state changed, effects out. Synchronous, without side effects, and the
// only code that changes the state.

import Inventory
import Reports
package import Essentials

extension BrowserState {
    /// What the browser does first: asks its question.
    package mutating func start() -> [Effect] {
        ask(question, isManual: false)
    }

    /// Takes a message in.
    package mutating func update(_ message: Message, now: Moment) -> [Effect] {
        update(CollectionOfOne(message), now: now).effects
    }

    /// Takes messages in, one after another, and then works out once what follows from them all: groups, the place of
    /// the cursor, reasons.
    /// - Parameter goesOn: asked after each message whether there is time for the next one.
    /// - Returns: besides the effects, how many were taken in: at least one, if there is one.
    package mutating func update(
        _ messages: some Collection<Message>, now: Moment, while goesOn: () -> Bool = { true }
    ) -> (effects: [Effect], taken: Int) {
        self.now = now
        let before = listing.row
        var effects: [Effect] = []
        var (taken, isTick, isKey) = (0, false, false)
        for message in messages {
            guard taken == 0 || goesOn() else { break }
            effects += take(message)
            taken += 1
            switch message {
            case .key: isKey = true
            case .tick: isTick = true
            default: break
            }
        }
        effects += follow(isKey: isKey, isTick: isTick, hasMoved: listing.row != before)
        return (effects, taken)
    }

    private mutating func take(_ message: Message) -> [Effect] {
        switch message {
        case .key(let key): return press(key)
        case .resized(let size): self.size = size
        case .tick: return tick()
        case .rested: break
        case .fetched(let event): return take(event)
        case .copied(let name, let outcome): tellSent(name, outcome)
        case .clipboardKnown(let finding): learn(finding)
        case .saved(let name, let outcome): say(outcome, of: name)
        case .journalRead(let extract):
            timeline.receive(extract)
            if overlay == .changes { refreshChanges() }
        case .journalFailed(let reason):
            log(notice(reason))
            say(
                Wording(
                    "changes are kept in memory only: \(reason[.english])", zh: "变化仅保存在内存中：\(reason[.chinese])"))
        case .profileRefused(let notice):
            log(notice)
            remark = notice
        }
        return []
    }

    /// Works out what follows from what was taken in.
    private mutating func follow(isKey: Bool, isTick: Bool, hasMoved: Bool) -> [Effect] {
        let layout = Layout(self)
        if layout.sidebar > 0 {
            sidebar.refresh(from: account)
            sidebar.scroll(heights: sidebar.heights(rows: layout.body.count))
        }
        listing.scroll(height: layout.list.count)
        let effects = historyEffects(isTick: isTick)
        paneSubject.follow(listing.row, isKey: isKey, hasMoved: hasMoved, now: now)
        reasons.refresh(openedRow ?? paneSubject.row, in: account, recency)
        rememberOwnersRead()
        causes.refresh(from: account, recency, isWhole: areAllOwnersRead)
        followRecords(layout)
        clampText(layout)
        clampPicker(layout)
        return effects
    }

    /// Reads again when the interval has passed since the last reading ended.
    private mutating func tick() -> [Effect] {
        guard !isPaused, let run = currentRun, let finished = run.finishedAt else { return [] }
        // What another run has read is due in any case.
        guard now.age(of: finished).map({ $0 >= interval }) ?? true else { return [] }
        return ask(question, isManual: false)
    }

    /// Keeps scrolled text within its lines after a resize or a change of what it shows.
    private mutating func clampText(_ layout: Layout) {
        if var text = openText {
            text.top = max(0, min(text.top, textLines(width: size.columns).count - layout.body.count))
            openText = text
        }
        if !panes.contains(focus) { focus = .list }
        let lines = paneLines(width: layout.main.count).count
        paneTop = max(0, min(paneTop, lines - max(0, layout.pane.count - 1)))
    }

    private mutating func clampPicker(_ layout: Layout) {
        guard case .picker(var picker)? = overlay else { return }
        picker.refresh(from: account)
        picker.clamp(page: layout.body.count - 2)
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
    }

    /// Shows something until the next key.
    mutating func say(_ what: Wording, advice: Wording? = nil) {
        remark = notice(what, advice: advice)
    }
}
