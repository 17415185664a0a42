/// Reads the items of `execution.store:`.
struct StoreReader {
  /// The folder that relative paths start from.
  let folder: String
  let diagnostics: Diagnostics

  /// The store of a node: a name, or one name with its options; nil, and reported, if it is none.
  func store(_ node: YAMLNode) -> StorePlan? { store(node, of: StorePlan.Kind.allCases) }

  private func store(_ node: YAMLNode, of kinds: [StorePlan.Kind]) -> StorePlan? {
    switch node.content {
    case .scalar(let scalar) where scalar.value == .string:
      return store(named: scalar.text, at: node, options: empty(at: node), of: kinds)
    case .mapping(let entries) where entries.count == 1:
      let options = entries[0].value.isNull ? empty(at: node) : entries[0].value
      return store(named: entries[0].key, at: entries[0].keyNode, options: options, of: kinds)
    case .mapping(let entries):
      diagnostics.report(
        node, "expected one store with its options, found \(entries.count) keys",
        suggestion: "write {latency: {coldRead_us: 80}}, or start a new item with '-'")
    default:
      diagnostics.report(.unexpected(node, expected: "a store's name"))
    }
    return nil
  }

  private func store(
    named name: String, at node: YAMLNode, options: YAMLNode, of kinds: [StorePlan.Kind]
  ) -> StorePlan? {
    guard let kind = StorePlan.Kind(rawValue: name), kinds.contains(kind) else {
      diagnostics.report(.unknownChoice(name, of: kinds.map(\.rawValue), at: node))
      return nil
    }
    guard var reader = MappingReader(options, subject: name, diagnostics: diagnostics) else {
      return nil
    }
    let before = diagnostics.count
    var plan: StorePlan?
    switch kind {
    case .memory: plan = .memory
    case .lmdb: plan = lmdb(&reader)
    case .latency: plan = latency(&reader)
    }
    reader.finish()
    return diagnostics.count == before ? plan : nil
  }

  private func lmdb(_ reader: inout MappingReader) -> StorePlan? {
    guard let node = reader.optional("path") else { return .lmdb(path: nil) }
    guard let path = reader.decode(String.self, from: node, key: "path") else { return nil }
    guard !path.isEmpty, !path.contains("\0") else {
      diagnostics.report(node, "this is no path")
      return nil
    }
    return .lmdb(path: PlanNames.absolute(path, from: folder))
  }

  private func latency(_ reader: inout MappingReader) -> StorePlan? {
    let coldRead = reader.required("coldRead_us", in: StorePlan.coldReadRange)
    let parallelReads = reader.optional("parallelReads", in: StorePlan.parallelReadsRange)
    let base = reader.optional("over").flatMap { store($0, of: [.memory, .lmdb]) }
    guard let coldRead else { return nil }
    return .latency(
      coldReadMicroseconds: coldRead,
      parallelReads: parallelReads ?? StorePlan.defaultParallelReads, over: base ?? .memory)
  }

  private func empty(at node: YAMLNode) -> YAMLNode {
    YAMLNode(.mapping([]), at: node.mark, length: node.length)
  }
}
