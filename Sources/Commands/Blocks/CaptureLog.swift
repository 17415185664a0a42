import Capture
import Reports
import Synchronization

/// What is said of a capture while it goes on, by several threads.
final class CaptureLog: Sendable {
  /// What came of a capture, as programs read it.
  struct Summary: Encodable {
    /// Something about one block.
    struct Remark: Encodable {
      let number: UInt64
      let message: String
    }

    let folder: String
    /// As JSON-RPC and the captured files write it.
    let chainId: UInt64
    let from: UInt64
    let to: UInt64
    fileprivate(set) var captured = 0
    fileprivate(set) var present = 0
    /// The blocks that are not there, and why.
    fileprivate(set) var failures: [Remark] = []
    /// The captured blocks whose state roots were not checked, and why.
    fileprivate(set) var stateRootNotChecked: [Remark] = []
    fileprivate(set) var missingMethods: [String] = []
    /// HTTP requests, of which a batch is one.
    fileprivate(set) var requests = 0
    /// Those of them that repeat one that failed.
    fileprivate(set) var retries = 0

    fileprivate var done: Int { captured + present + failures.count }
  }

  private struct Content {
    let display = ProgressDisplay()
    var summary: Summary
  }

  private let node: Node
  private let blockCount: Int
  private let content: Mutex<Content>

  init(of blocks: ClosedRange<UInt64>, chainID: UInt64, from node: Node, folder: String) {
    self.node = node
    blockCount = blocks.count
    content = Mutex(
      Content(
        summary: Summary(
          folder: folder, chainId: chainID, from: blocks.lowerBound, to: blocks.upperBound)))
  }

  func add(_ number: UInt64, _ outcome: RangeCapture.Outcome) {
    content.withLock { content in
      switch outcome {
      case .captured(let reason):
        content.summary.captured += 1
        if let reason {
          content.summary.stateRootNotChecked.append(.init(number: number, message: reason))
        }
      case .present: content.summary.present += 1
      case .failed(let reason):
        content.summary.failures.append(.init(number: number, message: "\(reason)"))
        content.display.say("FAILED: block \(number): \(reason)")
      }
      content.display.update(
        ProgressLine(
          title: "capture", done: content.summary.done, total: blockCount, unit: "blocks",
          remark: Self.words(node.requestCounts)))
    }
  }

  /// Says what came of the capture.
  func finish() -> Summary {
    content.withLock { content in
      content.display.clear()
      // Threads come to their ends in any order.
      content.summary.failures.sort { $0.number < $1.number }
      content.summary.stateRootNotChecked.sort { $0.number < $1.number }
      content.summary.missingMethods = node.missingMethods
      let counts = node.requestCounts
      (content.summary.requests, content.summary.retries) = (counts.requests, counts.retries)
      Self.say(content.summary, counts)
      return content.summary
    }
  }

  private static func words(_ counts: RequestCounts) -> String {
    "requests: \(counts.requests), retries: \(counts.retries)"
  }

  private static func say(_ summary: Summary, _ counts: RequestCounts) {
    if !summary.missingMethods.isEmpty {
      StandardError.write("the node lacks \(summary.missingMethods.joined(separator: ", "))")
    }
    let unchecked = Dictionary(grouping: summary.stateRootNotChecked, by: \.message)
    for (reason, blocks) in unchecked.sorted(by: { $0.key < $1.key }) {
      let others = blocks.count > 1 ? " and \(blocks.count - 1) more" : ""
      StandardError.write("state root not checked: block \(blocks[0].number)\(others): \(reason)")
    }
    StandardError.write(
      "\(summary.captured) captured, \(summary.present) there already, "
        + "\(summary.failures.count) failed; \(words(counts))")
    guard !summary.failures.isEmpty else { return }
    let numbers = summary.failures.map { "\($0.number)" }.joined(separator: ", ")
    StandardError.write("not captured: \(numbers)")
  }
}
