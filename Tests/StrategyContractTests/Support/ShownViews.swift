import BlockSets
import Execution
import Scheduling
import Testing

/// The views of a block, as execution shows them: before the first attempt, and after one failed.
struct ShownViews: Sendable {
  let first: BlockView
  /// `nil` where the first attempt was accepted.
  let retry: BlockView?

  /// The views of a shape for a strategy that declares `Declared`.
  init<Declared: Declaration>(_ shape: BlockShape, declaring _: Declared.Type) throws {
    let chain = try shape.chain()
    let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
    let block = try runner.prepare(try #require(chain.blocks.first))
    let (first, retry) = (Views(), Views())
    _ = try runner.run(
      block,
      tiers: [
        Tier(label: "first", strategy: Probe<Declared>(views: first)),
        Tier(label: "retry", strategy: Probe<Declared>(views: retry)),
      ], options: ExecutionOptions())
    self.first = try #require(first.all.first)
    self.retry = retry.all.first
  }

  var all: [BlockView] { [first] + (retry.map { [$0] } ?? []) }

  /// The views of each shape with everything in them; made once, for all tests.
  static func complete(_ shape: BlockShape) throws -> ShownViews {
    try #require(completeViews[shape])
  }

  private static let completeViews: [BlockShape: ShownViews] = Dictionary(
    uniqueKeysWithValues: BlockShape.allCases.compactMap { shape in
      (try? ShownViews(shape, declaring: AllKnowledge.self)).map { (shape, $0) }
    })
}
