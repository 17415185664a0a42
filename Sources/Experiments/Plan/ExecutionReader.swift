import Execution

/// Reads `execution:`.
struct ExecutionReader {
  /// The folder that relative paths start from.
  let folder: String
  let diagnostics: Diagnostics

  /// The plan of a node; what is wrong is reported and has its default.
  func execution(_ node: YAMLNode) -> ExecutionPlan {
    var plan = ExecutionPlan()
    guard var reader = MappingReader(node, subject: "execution", diagnostics: diagnostics) else {
      return plan
    }
    if let node = reader.optional("workers") {
      plan.workers = reader.oneOrMore(node, key: "workers") { item in
        reader.number(item, in: ExecutionPlan.workerRange, key: "workers")
      }
    }
    if let node = reader.optional("gasCheckBeforeMerkle") {
      plan.gasCheckBeforeMerkle = reader.oneOrMore(node, key: "gasCheckBeforeMerkle") { item in
        reader.decode(Bool.self, from: item, key: "gasCheckBeforeMerkle")
      }
    }
    if let node = reader.optional("store") {
      let stores = StoreReader(folder: folder, diagnostics: diagnostics)
      plan.stores = reader.oneOrMore(node, key: "store", stores.store)
    }
    if let node = reader.optional("checks") {
      let checks = reader.oneOrMore(node, key: "checks") { check($0, reader) }
      plan.checks = VerdictCheck.allCases.filter(checks.contains)
    }
    plan.repeats = reader.optional("repeats", in: ExecutionPlan.repeatRange) ?? plan.repeats
    plan.warmup = reader.optional("warmup", in: ExecutionPlan.warmupRange) ?? plan.warmup
    reader.finish()
    return plan
  }

  private func check(_ node: YAMLNode, _ reader: MappingReader) -> VerdictCheck? {
    guard let name = reader.decode(String.self, from: node, key: "checks") else { return nil }
    if let check = VerdictCheck(rawValue: name) { return check }
    let names = VerdictCheck.allCases.map(\.name)
    diagnostics.report(.unknownChoice(name, of: names, at: node))
    return nil
  }
}
