import Scheduling
import Synchronization

/// A strategy that another process computes, in whatever language: it is sent what a strategy in
/// Swift with the same needs sees, and answers with groups.
package struct ProcessStrategy: RemoteStrategy {
  package static let name = "process"
  package static let version = "\(ProcessProtocol.version)"
  package static let summary = "a program of its own, asked in lines of JSON"
  package static let optionsSummary = "see docs/process-strategies.md"
  package static let needs: Set<BlockKnowledge> = []

  /// Beyond its own limits, the time that encoding and decoding may take.
  private static let margin = Duration.seconds(10)

  /// What it writes to its standard error.
  package let errors = ErrorOutput()
  package let declaredNeeds: Set<BlockKnowledge>
  package let answerLimit: Duration

  private let options: ProcessOptions
  private let session: ProcessSession

  /// Prepares a process, which is started when the first block is there.
  package init(options: ProcessOptions) {
    self.options = options
    declaredNeeds = Set(options.needs.compactMap(BlockKnowledge.init(rawValue:)))
    answerLimit =
      .seconds(options.startTimeoutSeconds) + .seconds(options.timeoutSeconds) + Self.margin
    session = ProcessSession(options: options, errors: errors)
  }

  package func group(_ block: BlockView) throws -> Grouping { try plan(block).grouping }

  package func plan(_ block: BlockView) throws -> RemotePlan {
    let answer = try session.ask(block, needs: declaredNeeds)
    let groups = answer.groups.map { $0.map(TransactionIndex.init(rawValue:)) }
    return RemotePlan(
      grouping: try Grouping(checking: groups, transactionCount: block.transactionCount),
      planningNanoseconds: answer.nanoseconds)
  }
}
