import BlockSets
import EthereumTypes
import Execution
import Records

/// `resolved.yaml`: a plan with every default explicit and every path absolute.
package enum ResolvedPlan {
  /// The text of a plan; reads back as the same plan.
  package static func text(_ plan: ExperimentPlan) throws -> String {
    var lines = [
      "schema: \(ExperimentPlan.schema)",
      "name: \(YAMLQuoting.quoted(plan.name))",
      "question: \(YAMLQuoting.quoted(plan.question))",
      "seed: \(plan.seed)",
      "blockSets:",
    ]
    for set in plan.blockSets { lines.append("  - \(try blockSet(set).flowStyle)") }
    lines.append("strategies:")
    for strategy in plan.strategies { lines.append("  - \(item(strategy).flowStyle)") }
    lines.append("tiers:")
    for tier in plan.tiers { lines.append("  - \(item(tier).flowStyle)") }
    lines.append("execution: \(execution(plan.execution).flowStyle)")
    if let compareWith = plan.compareWith {
      lines.append("compareWith: \(figures(compareWith).flowStyle)")
    }
    if let output = plan.output { lines.append("output: \(YAMLQuoting.quoted(output))") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Where a block set comes from, in one line.
  package static func source(of set: BlockSetPlan) throws -> String {
    switch set.source {
    case .files(let selection): selection.path
    case .generated(let parameters):
      "generate \(try generate(parameters))"
    }
  }

  /// Parameters of the generator as `generate:` takes them.
  package static func generate(_ parameters: WorkloadParameters) throws -> String {
    try OptionValue(encoding: parameters).flowStyle
  }

  private static func blockSet(_ set: BlockSetPlan) throws -> OptionValue {
    var entries = [OptionValue.Entry("name", .string(set.name))]
    switch set.source {
    case .generated(let parameters):
      entries.append(.init("generate", try OptionValue(encoding: parameters)))
    case .files(let selection):
      entries.append(.init("path", .string(selection.path)))
      if let fork = selection.fork { entries.append(.init("fork", .string(fork.name))) }
      if let limit = selection.limit { entries.append(.init("limit", .integer(Int128(limit)))) }
    }
    entries.append(.init("optional", .bool(set.isOptional)))
    return .mapping(entries)
  }

  private static func item(_ plan: StrategyPlan) -> OptionValue {
    guard case .mapping(let options) = plan.options, !options.isEmpty else {
      return .string(plan.keyword)
    }
    return .mapping([.init(plan.keyword, plan.options)])
  }

  private static func figures(_ reference: ReferenceFigures) -> OptionValue {
    .mapping([
      .init("source", .string(reference.source)), .init("blockSet", .string(reference.blockSet)),
      .init("strategy", .string(reference.strategy)),
      .init(
        "figures",
        .mapping(
          reference.figures.map { figure in
            .init(
              figure.metric.rawValue,
              figure.low == figure.high
                ? .number(figure.low) : .list([.number(figure.low), .number(figure.high)]))
          })),
    ])
  }

  private static func execution(_ plan: ExecutionPlan) -> OptionValue {
    .mapping([
      .init("workers", .list(plan.workers.map { .integer(Int128($0)) })),
      .init("repeats", .integer(Int128(plan.repeats))),
      .init("gasCheckBeforeMerkle", .list(plan.gasCheckBeforeMerkle.map { .bool($0) })),
      .init("store", .list(plan.stores.map(\.value))),
      .init("warmer", .list(plan.warmers.map { .string($0.rawValue) })),
      .init("stream", .list(plan.streams.map { .string($0.rawValue) })),
      .init("stateRootFromBal", .list(plan.stateRootFromBal.map { .bool($0) })),
      .init("checks", .list(plan.checks.map { .string($0.name) })),
      .init("spans", .bool(plan.spans)),
      .init("warmup", .integer(Int128(plan.warmup))),
    ])
  }
}
