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
    readPipeline(&reader, &plan)
    if let node = reader.optional("store") {
      let stores = StoreReader(folder: folder, diagnostics: diagnostics)
      plan.stores = reader.oneOrMore(node, key: "store", stores.store)
    }
    if let node = reader.optional("checks") {
      let checks = reader.oneOrMore(node, key: "checks") { check($0, reader) }
      plan.checks = VerdictCheck.allCases.filter(checks.contains)
    }
    plan.repeats = reader.optional("repeats", in: ExecutionPlan.repeatRange) ?? plan.repeats
    plan.spans = reader.optional("spans", as: Bool.self) ?? plan.spans
    plan.warmup = reader.optional("warmup", in: ExecutionPlan.warmupRange) ?? plan.warmup
    checkRootFromBal(plan, at: node)
    reader.finish()
    return plan
  }

  private func readPipeline(_ reader: inout MappingReader, _ plan: inout ExecutionPlan) {
    if let node = reader.optional("warmer") {
      plan.warmers = reader.oneOrMore(node, key: "warmer") { [reader] in
        choice($0, key: "warmer", reader)
      }
    }
    if let node = reader.optional("stream") {
      plan.streams = reader.oneOrMore(node, key: "stream") { [reader] in
        choice($0, key: "stream", reader)
      }
    }
    if let node = reader.optional("stateRootFromBal") {
      plan.stateRootFromBal = reader.oneOrMore(node, key: "stateRootFromBal") { [reader] in
        reader.decode(Bool.self, from: $0, key: "stateRootFromBal")
      }
    }
  }

  /// The root of a list says nothing of an execution whose list is not compared with it.
  private func checkRootFromBal(_ plan: ExecutionPlan, at node: YAMLNode) {
    guard plan.stateRootFromBal.contains(true), !plan.checks.contains(.blockAccessList) else {
      return
    }
    diagnostics.report(
      node,
      "stateRootFromBal takes the root from the block access list, which the checks leave out; "
        + "add \(VerdictCheck.blockAccessList.name) to checks")
  }

  private func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ node: YAMLNode, key: String, _ reader: MappingReader
  ) -> Choice? {
    guard let name = reader.decode(String.self, from: node, key: key) else { return nil }
    if let choice = Choice(rawValue: name) { return choice }
    diagnostics.report(.unknownChoice(name, of: Choice.allCases.map(\.rawValue), at: node))
    return nil
  }

  private func check(_ node: YAMLNode, _ reader: MappingReader) -> VerdictCheck? {
    guard let name = reader.decode(String.self, from: node, key: "checks") else { return nil }
    if let check = VerdictCheck(rawValue: name) { return check }
    let names = VerdictCheck.allCases.map(\.name)
    diagnostics.report(.unknownChoice(name, of: names, at: node))
    return nil
  }
}
