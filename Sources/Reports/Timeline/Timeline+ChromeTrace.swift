import Foundation
import Records

extension Timeline {
  private struct Event: Encodable {
    struct Arguments: Encodable {
      var name: String?
      var attempt: Int?
      var group: Int?
    }

    let name: String
    /// "X" for a complete event, "M" for what names a thread.
    let ph: String
    var cat: String?
    /// Microseconds.
    var ts: Double?
    var dur: Double?
    let pid = 1
    let tid: Int
    var args: Arguments?
  }

  private struct Document: Encodable {
    let displayTimeUnit = "ns"
    let otherData: [String: String]
    let traceEvents: [Event]
  }

  /// The run in the Trace Event Format, which chrome://tracing and Perfetto read.
  package func chromeTrace() throws -> Data {
    let threads = threads
    var events = threads.enumerated().map { number, thread in
      Event(name: "thread_name", ph: "M", tid: number, args: .init(name: thread))
    }
    for span in spans {
      guard let start = span.start, let end = span.end,
        let thread = threads.firstIndex(of: span.thread)
      else { continue }
      events.append(
        Event(
          name: span.group.map { "group \($0)" } ?? span.phase, ph: "X", cat: span.phase,
          ts: Double(start) / 1e3, dur: Double(end - start) / 1e3, tid: thread,
          args: .init(attempt: span.attempt, group: span.group)))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(Document(otherData: ["run": title], traceEvents: events))
  }
}
