import BlockSets
import Foundation
import Scheduling

/// Reads an experiment file; everything that is wrong with it is reported at once.
package struct PlanReader {
  private let catalog: [any GroupingStrategy.Type]
  private let overrides: [String: String]
  private let requiresFiles: Bool

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - catalog: The strategies it knows.
  ///   - overrides: Paths, by block set, that replace what the file says.
  ///   - requiresFiles: Whether block sets that are neither there nor optional are errors.
  package init(
    catalog: [any GroupingStrategy.Type], overrides: [String: String] = [:],
    requiresFiles: Bool = true
  ) {
    self.catalog = catalog
    self.overrides = overrides
    self.requiresFiles = requiresFiles
  }

  /// The plan of a file.
  package func plan(file path: String) throws(ExperimentFileError) -> ExperimentPlan {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ExperimentFileError(file: path, message: Self.reason(forNotReading: path))
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return try plan(bytes: Array(data), name: path, folder: folder)
  }

  /// The plan of a file's content.
  ///
  /// - Parameters:
  ///   - name: The file's name, as errors show it.
  ///   - folder: The folder that the file's relative paths start from.
  package func plan(
    bytes: [UInt8], name: String, folder: String
  ) throws(ExperimentFileError) -> ExperimentPlan {
    guard let source = SourceText(name: name, bytes: bytes) else {
      throw ExperimentFileError(file: name, message: "the file is not UTF-8 text")
    }
    let diagnostics = Diagnostics()
    var plan: ExperimentPlan?
    if let root = YAMLComposer.compose(source, diagnostics: diagnostics) {
      plan = self.plan(root, folder: folder, diagnostics: diagnostics)
    }
    guard let plan, diagnostics.isEmpty else {
      throw ExperimentFileError(diagnostics, in: source)
    }
    return plan
  }

  /// The strategy that a command-line argument names, with or without options:
  /// `refined`, or `refined: {mode: fixpoint}`.
  ///
  /// - Parameter name: The argument's name, as errors show it.
  package func strategy(
    argument text: String, name: String
  ) throws(ExperimentFileError) -> StrategyPlan {
    let source = SourceText(name: name, text: text)
    let diagnostics = Diagnostics()
    if let node = YAMLComposer.compose(source, diagnostics: diagnostics),
      let found = strategyReader(FileManager.default.currentDirectoryPath, diagnostics)
        .strategies(in: [node]).first
    {
      return found.plan
    }
    throw ExperimentFileError(diagnostics, in: source)
  }

  /// The parameters of generated blocks that a command-line argument spells as `generate:` does:
  /// `{recipe: mint-rush, seed: 3}`.
  ///
  /// - Parameter name: The argument's name, as errors show it.
  package func workload(
    argument text: String, name: String
  ) throws(ExperimentFileError) -> WorkloadParameters {
    let source = SourceText(name: name, text: text)
    let diagnostics = Diagnostics()
    if let node = YAMLComposer.compose(source, diagnostics: diagnostics),
      let parameters = WorkloadReader(diagnostics: diagnostics).parameters(node)
    {
      return parameters
    }
    throw ExperimentFileError(diagnostics, in: source)
  }

  private func plan(
    _ root: YAMLNode, folder: String, diagnostics: Diagnostics
  ) -> ExperimentPlan? {
    guard var reader = MappingReader(root, subject: "experiment", diagnostics: diagnostics) else {
      return nil
    }
    readSchema(&reader, diagnostics)
    let name = reader.required("name").flatMap {
      PlanNames.name(of: $0, key: "name", diagnostics: diagnostics)
    }
    let question = reader.optional("question", as: String.self) ?? ""
    let seed = reader.optional("seed", as: UInt64.self) ?? ExperimentPlan.defaultSeed
    let blockSets = readBlockSets(&reader, folder: folder, diagnostics)
    let strategies = readStrategies(&reader, folder: folder, diagnostics)
    let tiers = readTiers(&reader, folder: folder, diagnostics)
    let execution =
      reader.optional("execution").map {
        ExecutionReader(folder: folder, diagnostics: diagnostics).execution($0)
      } ?? ExecutionPlan()
    let compareWith = reader.optional("compareWith").flatMap {
      ReferenceFiguresReader(
        diagnostics: diagnostics, blockSets: (blockSets ?? []).map(\.name),
        strategies: strategies.map(\.label)
      ).figures($0)
    }
    let output = reader.optional("output", as: String.self)
    reader.finish()
    guard let name, let blockSets else { return nil }
    return ExperimentPlan(
      name: name, question: question, seed: seed, blockSets: blockSets, strategies: strategies,
      tiers: tiers, execution: execution, compareWith: compareWith,
      output: output.map { PlanNames.absolute($0, from: folder) })
  }

  private func readSchema(_ reader: inout MappingReader, _ diagnostics: Diagnostics) {
    guard let node = reader.required("schema"),
      let schema = YAMLNodeDecoder(diagnostics: diagnostics)
        .decode(Int.self, from: node, subject: "schema"),
      schema != ExperimentPlan.schema
    else { return }
    diagnostics.report(
      node, "this program reads schema \(ExperimentPlan.schema), not \(schema)")
  }

  private func readBlockSets(
    _ reader: inout MappingReader, folder: String, _ diagnostics: Diagnostics
  ) -> [BlockSetPlan]? {
    guard let node = reader.required("blockSets") else { return nil }
    let items = reader.items(of: node, key: "blockSets")
    let plans = BlockSetReader(
      folder: folder, overrides: overrides, requiresFiles: requiresFiles, diagnostics: diagnostics
    ).blockSets(in: items)
    let names = items.compactMap { item -> String? in
      guard case .scalar(let scalar)? = item["name"]?.content else { return nil }
      return scalar.text
    }
    for name in overrides.keys.sorted() where !names.contains(name) {
      diagnostics.report(
        node, "there is no block set '\(name)' for --block-set to override",
        suggestion: SpellingSuggestion.phrase(for: name, among: names))
    }
    return plans
  }

  private func readStrategies(
    _ reader: inout MappingReader, folder: String, _ diagnostics: Diagnostics
  ) -> [StrategyPlan] {
    guard let node = reader.required("strategies") else { return [] }
    let items = reader.items(of: node, key: "strategies")
    var plans: [StrategyPlan] = []
    var marks: [SourceMark] = []
    for (plan, node) in strategyReader(folder, diagnostics).strategies(in: items) {
      if let first = plans.firstIndex(where: { $0.isSame(as: plan) }) {
        diagnostics.report(
          node,
          "'\(plan.name)' is listed twice with the same options; first on line"
            + " \(marks[first].line)")
      } else {
        plans.append(plan)
        marks.append(node.mark)
      }
    }
    StrategyPlan.label(&plans)
    return plans
  }

  private func readTiers(
    _ reader: inout MappingReader, folder: String, _ diagnostics: Diagnostics
  ) -> [StrategyPlan] {
    guard let node = reader.optional("tiers") else {
      return defaultTiers(folder: folder, diagnostics)
    }
    let items = reader.items(of: node, key: "tiers")
    let tiers = strategyReader(folder, diagnostics).strategies(in: items)
    for (plan, node) in tiers.dropLast() where plan.isSequential {
      diagnostics.report(node, "the tiers after 'sequential' are never reached")
    }
    if tiers.count == items.count, let last = tiers.last, !last.plan.isSequential {
      diagnostics.report(
        last.node,
        "the last tier must be 'sequential': only it is right for every valid block, whatever"
          + " the strategies before it missed")
    }
    var plans = tiers.map(\.plan)
    StrategyPlan.label(&plans)
    return plans
  }

  // The policy of algorithms.md, section 4, as far as the catalog has its strategies.
  private func defaultTiers(folder: String, _ diagnostics: Diagnostics) -> [StrategyPlan] {
    let names = ["refined", StrategyPlan.sequentialName]
    let start = SourceMark(line: 1, column: 1, offset: 0)
    let nodes = names.filter { name in catalog.contains { $0.name == name } }
      .map { YAMLNode(.scalar(YAMLScalar($0, isString: true)), at: start) }
    return strategyReader(folder, diagnostics).strategies(in: nodes).map(\.plan)
  }

  private func strategyReader(_ folder: String, _ diagnostics: Diagnostics) -> StrategyReader {
    StrategyReader(catalog: catalog, folder: folder, diagnostics: diagnostics)
  }

  private static func reason(forNotReading path: String) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return "there is no such file"
    }
    return isFolder.boolValue ? "this is a folder, not an experiment file" : "cannot read the file"
  }
}
