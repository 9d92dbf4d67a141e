// Chooses the message above the keys. The answer to a key stays until the next key. Background notices never replace an
// answer: they wait. Each notice stays until a key is pressed after the notice was shown long enough to be read.

import Essentials
import Reports

/// The answer to the last key, and the notices that wait.
struct Remarks: Sendable {
    /// The topic of a background notice. A newer notice replaces an older one about the same topic, so the number of
    /// waiting notices is bounded.
    enum Topic: Sendable {
        /// Warnings of the start.
        case start
        /// Why the journal is not written.
        case journal
        /// How completely lists were read.
        case reading
        /// Why there are no histories.
        case histories
        /// Warnings about the service or the key, such as a wrong clock.
        case service
        /// Why the screen shows another scope although no key was pressed.
        case scope
        /// The outcome of an earlier key. In the meantime, a later key has been answered.
        case outcome
    }

    /// Seconds that a notice must be on the screen before a key dismisses it.
    static let readingTime: Double = 1

    private var answer: Notice?
    /// Whether the answer is the outcome of something that the key started, so that a later outcome replaces it.
    private var isOutcome = false
    /// The waiting notices in the order of their arrival.
    private var waiting: [(topic: Topic, notice: Notice)] = []
    /// Since when the first waiting notice has been on the screen.
    private var firstShownAt: Moment?

    /// The message on the screen.
    var shown: Notice? { answer ?? waiting.first?.notice }

    /// Returns whether a notice about the topic waits or is on the screen.
    func hasNotice(about topic: Topic) -> Bool { waiting.contains { $0.topic == topic } }

    /// Shows the answer to the key that was just pressed.
    mutating func answer(_ notice: Notice) { (answer, isOutcome) = (notice, false) }

    /// Shows the outcome of something that a key started. If the answer to a later key is on the screen, the outcome
    /// waits.
    mutating func showOutcome(_ outcome: Notice) {
        if answer == nil || isOutcome {
            (answer, isOutcome) = (outcome, true)
        } else {
            add(outcome, about: .outcome)
        }
    }

    /// Replaces a message by an updated one. Returns false if the message is neither shown nor waiting.
    mutating func replace(_ old: Notice, by new: Notice) -> Bool {
        if answer == old {
            answer = new
        } else if let place = waiting.firstIndex(where: { $0.notice == old }) {
            waiting[place].notice = new
        } else {
            return false
        }
        return true
    }

    /// Shows a background notice as soon as neither an answer nor an earlier notice is on the screen. The warnings of
    /// the start come last.
    mutating func add(_ notice: Notice, about topic: Topic) {
        guard let place = waiting.firstIndex(where: { $0.topic == topic }) else {
            // Everything that is found out later comes before the warnings of the start: a list that could not be read
            // to its end must not wait for a key because of a setting.
            let start = topic == .start ? nil : waiting.firstIndex { $0.topic == .start }
            waiting.insert((topic, notice), at: start ?? waiting.count)
            if start == 0 { firstShownAt = nil }
            return
        }
        if place == 0, waiting[0].notice != notice { firstShownAt = nil }
        waiting[place].notice = notice
    }

    /// Notes that the screen shows the first notice now.
    mutating func noteShown(at now: Moment) {
        if answer == nil, !waiting.isEmpty, firstShownAt == nil { firstShownAt = now }
    }

    /// Handles a key press: removes the answer to the previous key or, if there is no answer, the notice on the screen
    /// if it was shown long enough to be read.
    mutating func dismiss(at now: Moment) {
        if answer != nil {
            answer = nil
        } else if let shownAt = firstShownAt, !now.isWithin(Self.readingTime, of: shownAt) {
            waiting.removeFirst()
            firstShownAt = nil
        }
    }
}
