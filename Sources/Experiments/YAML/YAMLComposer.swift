/// Builds the tree of a YAML document from its events, within limits.
package struct YAMLComposer: ~Copyable {
  private var events: YAMLEventStream
  private let limits: YAMLLimits
  private let diagnostics: Diagnostics
  private var anchors: [String: YAMLNode] = [:]
  private var nodeCount = 0

  private init(_ source: SourceText, limits: YAMLLimits, diagnostics: Diagnostics) {
    events = YAMLEventStream(source)
    self.limits = limits
    self.diagnostics = diagnostics
  }

  /// The root node of a file's one document; nil when a problem that is reported ends the reading.
  ///
  /// Duplicate keys, foreign tags and the like are reported and passed over.
  package static func compose(
    _ source: SourceText, limits: YAMLLimits = YAMLLimits(), diagnostics: Diagnostics
  ) -> YAMLNode? {
    do throws(Diagnostic) {
      guard source.bytes.count <= limits.bytes else {
        throw Diagnostic(
          mark: source.mark(offset: 0),
          message: "the file has \(source.bytes.count) bytes; at most \(limits.bytes) are read")
      }
      var composer = YAMLComposer(source, limits: limits, diagnostics: diagnostics)
      return try composer.document()
    } catch {
      diagnostics.report(error)
      return nil
    }
  }

  private mutating func document() throws(Diagnostic) -> YAMLNode {
    _ = try events.next()  // stream start
    let start = try events.next()
    guard case .documentStart = start.kind else {
      throw Diagnostic(mark: start.mark, message: "the file is empty")
    }
    let root = try node(from: try events.next(), depth: 1)
    _ = try events.next()  // document end
    let end = try events.next()
    guard case .streamEnd = end.kind else {
      throw Diagnostic(
        mark: end.mark, length: end.length,
        message: "a second document starts here; a file holds one experiment")
    }
    return root
  }

  private mutating func node(
    from event: YAMLEventStream.Event, depth: Int
  ) throws(Diagnostic) -> YAMLNode {
    guard depth <= limits.depth else {
      throw Diagnostic(
        mark: event.mark, message: "nested more than \(limits.depth) levels deep")
    }
    if case .alias = event.kind { return try aliased(event) }
    try count(1, at: event)
    checkTag(of: event)
    let content: YAMLNode.Content
    switch event.kind {
    case .scalar(let text, let isPlain):
      content = .scalar(YAMLScalar(text, isString: !isPlain || event.tag != nil))
    case .sequenceStart: content = .sequence(try items(depth: depth))
    case .mappingStart: content = .mapping(try entries(depth: depth))
    default: preconditionFailure("libyaml gave no node where the grammar has one")
    }
    var isScalar = false
    if case .scalar = content { isScalar = true }
    let node = YAMLNode(content, at: event.mark, length: isScalar ? event.length : 1)
    if let anchor = event.anchor { anchors[anchor] = node }
    return node
  }

  private mutating func items(depth: Int) throws(Diagnostic) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let event = try events.next()
      if case .sequenceEnd = event.kind { return items }
      items.append(try node(from: event, depth: depth + 1))
    }
  }

  private mutating func entries(depth: Int) throws(Diagnostic) -> [YAMLNode.Entry] {
    var entries: [YAMLNode.Entry] = []
    var lines: [String: Int] = [:]
    while true {
      let event = try events.next()
      if case .mappingEnd = event.kind { return entries }
      let key = try node(from: event, depth: depth + 1)
      let value = try node(from: try events.next(), depth: depth + 1)
      guard case .scalar(let scalar) = key.content else {
        diagnostics.report(key, "a key must be a word, not \(key.summary)")
        continue
      }
      if let line = lines.updateValue(lines[scalar.text] ?? key.mark.line, forKey: scalar.text) {
        diagnostics.report(key, "duplicate key '\(scalar.text)'; it is first on line \(line)")
      } else {
        entries.append(YAMLNode.Entry(key: scalar.text, keyNode: key, value: value))
      }
    }
  }

  private mutating func aliased(_ event: YAMLEventStream.Event) throws(Diagnostic) -> YAMLNode {
    let name = event.anchor ?? ""
    guard let node = anchors[name] else {
      throw Diagnostic(
        mark: event.mark, length: event.length,
        message: "alias '*\(name)' refers to no anchor that is complete before it",
        suggestion: SpellingSuggestion.phrase(for: name, among: anchors.keys.sorted()))
    }
    // Every use counts: a few lines of aliases of aliases stand for billions of nodes.
    try count(node.nodeCount, at: event)
    return node
  }

  private mutating func count(
    _ count: Int, at event: YAMLEventStream.Event
  ) throws(Diagnostic) {
    nodeCount += count
    guard nodeCount <= limits.nodes else {
      throw Diagnostic(
        mark: event.mark, length: event.length,
        message: "more than \(limits.nodes) nodes, aliases written out")
    }
  }

  private func checkTag(of event: YAMLEventStream.Event) {
    guard let tag = event.tag, tag != "!", tag != "tag:yaml.org,2002:str" else { return }
    diagnostics.report(
      Diagnostic(
        mark: event.mark, length: event.length,
        message: "tag '\(tag)' has no meaning here", suggestion: "leave it out"))
  }
}
