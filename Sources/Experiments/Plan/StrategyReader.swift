import Scheduling

/// Makes strategies of the nodes that name them.
struct StrategyReader {
  let catalog: [any GroupingStrategy.Type]
  /// The folder that relative paths start from.
  let folder: String
  let diagnostics: Diagnostics

  /// The strategies of a list; an item is a name, or one name with its options.
  func strategies(in items: [YAMLNode]) -> [(plan: StrategyPlan, node: YAMLNode)] {
    items.compactMap { item in strategy(item).map { ($0, item) } }
  }

  private func strategy(_ node: YAMLNode) -> StrategyPlan? {
    let empty = YAMLNode(.mapping([]), at: node.mark, length: node.length)
    switch node.content {
    case .scalar(let scalar) where scalar.value == .string:
      return plan(named: scalar.text, at: node, options: empty)
    case .mapping(let entries) where entries.count == 1:
      let options = entries[0].value.isNull ? empty : entries[0].value
      return plan(named: entries[0].key, at: entries[0].keyNode, options: options)
    case .mapping(let entries):
      diagnostics.report(
        node, "expected one strategy with its options, found \(entries.count) keys",
        suggestion: "write {name: {option: value}}, or start a new item with '-'")
    default:
      diagnostics.report(.unexpected(node, expected: "a strategy's name"))
    }
    return nil
  }

  private func plan(named name: String, at node: YAMLNode, options: YAMLNode) -> StrategyPlan? {
    if name == StrategyPlan.processKeyword {
      return ProcessReader(
        folder: folder, taken: catalog.map { $0.name }, diagnostics: diagnostics
      ).plan(options)
    }
    guard let type = catalog.first(where: { $0.name == name }) else {
      let names = catalog.map { $0.name } + [StrategyPlan.processKeyword]
      let suggestion =
        SpellingSuggestion.phrase(for: name, among: names)
        ?? "known strategies: \(names.joined(separator: ", "))"
      diagnostics.report(node, "unknown strategy '\(name)'", suggestion: suggestion)
      return nil
    }
    return plan(type, options: options)
  }

  private func plan<Strategy: GroupingStrategy>(
    _ type: Strategy.Type, options node: YAMLNode
  ) -> StrategyPlan? {
    guard case .mapping = node.content else {
      diagnostics.report(
        .unexpected(node, expected: "the options of '\(type.name)' as a mapping"))
      return nil
    }
    guard
      let options = YAMLNodeDecoder(diagnostics: diagnostics)
        .decode(Strategy.Options.self, from: node, subject: type.name)
    else { return nil }
    do {
      return StrategyPlan(
        strategy: try Strategy(options: options), options: canonical(options, node: node))
    } catch DecodingError.dataCorrupted(let context) {
      diagnostics.report(node, context.debugDescription)
    } catch {
      diagnostics.report(node, "'\(type.name)' refuses its options: \(error)")
    }
    return nil
  }

  // Options that can encode themselves say what they are. Of others reflection finds the values,
  // defaults included. Not everything that it finds can be written in a file: a property may be
  // no key, or a default may be refused beside another option. Such values are left out.
  private func canonical<Options: Decodable>(_ options: Options, node: YAMLNode) -> OptionValue {
    if let options = options as? any Encodable, let value = try? OptionValue(encoding: options) {
      return value
    }
    var values: [String: OptionValue] = [:]
    if case .mapping(let entries) = OptionValue(node) {
      for entry in entries { values[entry.key] = entry.value }
    }
    guard case .mapping(let found) = OptionValue(reflecting: options) else {
      return .mapping(values)
    }
    for entry in found where entry.value != .null {
      let before = values.updateValue(entry.value, forKey: entry.key)
      if !canDecode(Options.self, from: .mapping(values)) { values[entry.key] = before }
    }
    return .mapping(values)
  }

  private func canDecode<Options: Decodable>(
    _ type: Options.Type, from value: OptionValue
  ) -> Bool {
    let diagnostics = Diagnostics()
    let source = SourceText(name: "options", text: value.flowStyle)
    guard let node = YAMLComposer.compose(source, diagnostics: diagnostics) else { return false }
    return YAMLNodeDecoder(diagnostics: diagnostics).decode(type, from: node, subject: "") != nil
  }
}
