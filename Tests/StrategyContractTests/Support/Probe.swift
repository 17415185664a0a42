import Scheduling
import Synchronization

/// What a probe declares; `GroupingStrategy.needs` is static, so that each set is a type.
protocol Declaration: Sendable {
  static var needs: Set<BlockKnowledge> { get }
}

enum NoKnowledge: Declaration {
  static let needs: Set<BlockKnowledge> = []
}

enum AccessListOnly: Declaration {
  static let needs: Set<BlockKnowledge> = [.blockAccessList]
}

enum ObservedOnly: Declaration {
  static let needs: Set<BlockKnowledge> = [.observedReads]
}

enum AttributedOnly: Declaration {
  static let needs: Set<BlockKnowledge> = [.attributedReads]
}

enum HistoryOnly: Declaration {
  static let needs: Set<BlockKnowledge> = [.history]
}

enum AllKnowledge: Declaration {
  static let needs = Set(BlockKnowledge.allCases)
}

/// The views that a probe was shown.
final class Views: Sendable {
  private let seen = Mutex<[BlockView]>([])

  var all: [BlockView] { seen.withLock { $0 } }

  func append(_ view: BlockView) { seen.withLock { $0.append(view) } }
}

/// A strategy that keeps what it is shown, and plans every transaction alone.
struct Probe<Declared: Declaration>: GroupingStrategy {
  static var name: String { "probe" }
  static var version: String { "1" }
  static var summary: String { "keeps what it is shown" }
  static var needs: Set<BlockKnowledge> { Declared.needs }

  let views: Views

  init(options: NoOptions) { self.init(views: Views()) }
  init(views: Views) { self.views = views }

  func group(_ block: BlockView) -> Grouping {
    views.append(block)
    return .singletons(block.transactionCount)
  }
}
