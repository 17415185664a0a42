import BlockSets
import EthereumTypes

/// Reads the items of `blockSets:`.
struct BlockSetReader {
  /// The folder that relative paths start from.
  let folder: String
  /// Paths that replace the file's, by block set: absolute, and not optional.
  let overrides: [String: String]
  /// Whether files that are not there are reported.
  let requiresFiles: Bool
  let diagnostics: Diagnostics

  /// The block sets of a list; names must differ.
  func blockSets(in items: [YAMLNode]) -> [BlockSetPlan] {
    var lines: [String: Int] = [:]
    return items.compactMap { item in
      guard let (plan, nameNode) = blockSet(item) else { return nil }
      if let line = lines[plan.name] {
        diagnostics.report(
          nameNode, "a second block set '\(plan.name)'; the first is on line \(line)")
        return nil
      }
      lines[plan.name] = nameNode.mark.line
      return plan
    }
  }

  private func blockSet(_ node: YAMLNode) -> (BlockSetPlan, YAMLNode)? {
    guard var reader = MappingReader(node, subject: "block set", diagnostics: diagnostics) else {
      return nil
    }
    let nameNode = reader.required("name")
    let name = nameNode.flatMap { PlanNames.name(of: $0, key: "name", diagnostics: diagnostics) }
    var isOptional = reader.optional("optional", as: Bool.self) ?? false
    var source = source(&reader)
    if let name, let nameNode, let path = overrides[name] {
      source = .files(.init(path: path))
      isOptional = false
      requireFiles(path, at: nameNode, suggestion: "--block-set names this path")
    } else if !isOptional, case .files(let files) = source, let pathNode = node["path"] {
      requireFiles(
        files.path, at: pathNode,
        suggestion: "'optional: true' lets the experiment run without them")
    }
    reader.finish()
    guard let nameNode, let name, let source else { return nil }
    return (BlockSetPlan(name: name, source: source, isOptional: isOptional), nameNode)
  }

  private func source(_ reader: inout MappingReader) -> BlockSetPlan.Source? {
    let generate = reader.optional("generate")
    let path = reader.optional("path")
    let fork = reader.optional("fork")
    let limit = reader.optional("limit")
    switch (generate, path) {
    case (let generate?, nil):
      for (key, node) in [("fork", fork), ("limit", limit)] {
        guard let node else { continue }
        diagnostics.report(node, "'\(key)' selects blocks of files; generated blocks have none")
      }
      return WorkloadReader(diagnostics: diagnostics).parameters(generate)
        .map(BlockSetPlan.Source.generated)
    case (nil, let path?):
      return files(path, fork: fork, limit: limit, reader)
    case (let generate?, _?):
      diagnostics.report(generate, "a block set has 'generate' or 'path', not both")
    case (nil, nil):
      diagnostics.report(
        reader.node, "this block set has no blocks",
        suggestion: "add 'path: …' or 'generate: {…}'")
    }
    return nil
  }

  private func files(
    _ node: YAMLNode, fork: YAMLNode?, limit: YAMLNode?, _ reader: MappingReader
  ) -> BlockSetPlan.Source? {
    let fork = fork.flatMap { self.fork($0, reader) }
    let limit = limit.flatMap { reader.number($0, in: 1...Int.max, key: "limit") }
    guard let path = reader.decode(String.self, from: node, key: "path") else { return nil }
    guard !path.isEmpty, !path.contains("\0") else {
      diagnostics.report(node, "this is no path")
      return nil
    }
    return .files(.init(path: PlanNames.absolute(path, from: folder), fork: fork, limit: limit))
  }

  private func fork(_ node: YAMLNode, _ reader: MappingReader) -> Fork? {
    guard let name = reader.decode(String.self, from: node, key: "fork") else { return nil }
    if let fork = Fork(name: name) { return fork }
    diagnostics.report(
      node, "unknown fork '\(name)'",
      suggestion: SpellingSuggestion.phrase(for: name, among: Fork.allCases.map(\.name)))
    return nil
  }

  private func requireFiles(_ path: String, at node: YAMLNode, suggestion: String) {
    guard requiresFiles else { return }
    do throws(BlockSetError) {
      _ = try FileSelection(path: path)
    } catch {
      diagnostics.report(
        node, "no blocks at \(path): \(error.reason)", suggestion: suggestion)
    }
  }
}

extension BlockSetError {
  /// The error without its file's name, where there is one; the diagnostic has it already.
  fileprivate var reason: String {
    switch self {
    case .missing: "no such file or directory"
    case .empty: "no .json or .json.gz files"
    default: description
    }
  }
}
