import Records

/// Reads `compareWith:`.
struct ReferenceFiguresReader {
  let diagnostics: Diagnostics
  /// The names of the plan's block sets.
  let blockSets: [String]
  /// The labels of the plan's strategies.
  let strategies: [String]

  /// The figures of a node, or nil if anything is wrong with them; all of it is reported.
  func figures(_ node: YAMLNode) -> ReferenceFigures? {
    guard var reader = MappingReader(node, subject: "compareWith", diagnostics: diagnostics)
    else { return nil }
    let before = diagnostics.count
    let source = reader.required("source", as: String.self)
    let blockSet = name("blockSet", in: &reader, among: blockSets, "block set")
    let strategy = name("strategy", in: &reader, among: strategies, "strategy")
    let figures = reader.required("figures").map(list)
    reader.finish()
    guard diagnostics.count == before, let source, let blockSet, let strategy, let figures else {
      return nil
    }
    return ReferenceFigures(
      source: source, blockSet: blockSet, strategy: strategy, figures: figures)
  }

  private func name(
    _ key: String, in reader: inout MappingReader, among names: [String], _ what: String
  ) -> String? {
    guard let node = reader.required(key),
      let name = reader.decode(String.self, from: node, key: key)
    else { return nil }
    guard !names.contains(name) else { return name }
    diagnostics.report(
      node, "the experiment has no \(what) '\(name)'",
      suggestion: SpellingSuggestion.phrase(for: name, among: names)
        ?? "there are: \(names.joined(separator: ", "))")
    return nil
  }

  private func list(_ node: YAMLNode) -> [ReferenceFigures.Figure] {
    guard var reader = MappingReader(node, subject: "figures", diagnostics: diagnostics) else {
      return []
    }
    var figures: [ReferenceFigures.Figure] = []
    for metric in ReferenceFigures.Metric.allCases {
      guard let value = reader.optional(metric.rawValue) else { continue }
      if let figure = figure(value, metric, reader) { figures.append(figure) }
    }
    reader.finish()
    if case .mapping(let entries) = node.content, entries.isEmpty {
      diagnostics.report(node, "'figures' is empty; it needs at least one figure")
    }
    return figures
  }

  private func figure(
    _ node: YAMLNode, _ metric: ReferenceFigures.Metric, _ reader: MappingReader
  ) -> ReferenceFigures.Figure? {
    var items = [node, node]
    if case .sequence(let given) = node.content { items = given }
    guard items.count == 2 else {
      diagnostics.report(node, "a figure is a number, or a range [low, high]")
      return nil
    }
    guard
      let low = reader.number(
        items[0], in: 0...Double.greatestFiniteMagnitude, key: metric.rawValue)
    else { return nil }
    guard items[1].mark != items[0].mark else { return .init(metric: metric, low: low, high: low) }
    guard
      let high = reader.number(
        items[1], in: 0...Double.greatestFiniteMagnitude, key: metric.rawValue)
    else { return nil }
    guard low <= high else {
      diagnostics.report(node, "the range of '\(metric.rawValue)' ends before it starts")
      return nil
    }
    return .init(metric: metric, low: low, high: high)
  }
}
