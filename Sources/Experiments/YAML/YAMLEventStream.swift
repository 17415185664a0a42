import CLibYAML

/// The events of a YAML text, as libyaml finds them.
struct YAMLEventStream: ~Copyable {
  /// What an event says.
  enum Kind {
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case scalar(text: String, isPlain: Bool)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
    case alias
  }

  /// An event, with its place.
  struct Event {
    var kind: Kind
    /// The anchor that a node defines, or that an alias names.
    var anchor: String?
    /// The tag written at a node.
    var tag: String?
    var mark: SourceMark
    /// The columns up to the end of the event on its first line.
    var length: Int
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  // libyaml reads from this while the parser lives.
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let source: SourceText

  /// Starts reading a text.
  init(_ source: SourceText) {
    self.source = source
    input = .allocate(capacity: max(source.bytes.count, 1))
    _ = input.update(fromContentsOf: source.bytes)
    parser = .allocate(capacity: 1)
    // The one way it can fail is a failed allocation of a few hundred bytes.
    precondition(yaml_parser_initialize(parser) == 1, "libyaml cannot allocate a parser")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, source.bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  /// The next event; after `streamEnd` there is none.
  mutating func next() throws(Diagnostic) -> Event {
    var raw = yaml_event_t()
    guard yaml_parser_parse(parser, &raw) == 1 else { throw syntaxError() }
    defer { yaml_event_delete(&raw) }
    var event = Event(
      kind: .streamEnd, mark: mark(raw.start_mark), length: length(raw.start_mark, raw.end_mark))
    switch raw.type {
    case YAML_STREAM_START_EVENT: event.kind = .streamStart
    case YAML_DOCUMENT_START_EVENT: event.kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: event.kind = .documentEnd
    case YAML_SEQUENCE_END_EVENT: event.kind = .sequenceEnd
    case YAML_MAPPING_END_EVENT: event.kind = .mappingEnd
    case YAML_ALIAS_EVENT:
      event.kind = .alias
      event.anchor = string(raw.data.alias.anchor)
    case YAML_SCALAR_EVENT:
      let scalar = raw.data.scalar
      let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      event.kind = .scalar(
        text: String(decoding: text, as: UTF8.self),
        isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      event.anchor = string(scalar.anchor)
      event.tag = string(scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      event.kind = .sequenceStart
      event.anchor = string(raw.data.sequence_start.anchor)
      event.tag = string(raw.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      event.kind = .mappingStart
      event.anchor = string(raw.data.mapping_start.anchor)
      event.tag = string(raw.data.mapping_start.tag)
    default: break
    }
    return event
  }

  private func string(_ text: UnsafePointer<UInt8>?) -> String? {
    text.map { String(cString: $0) }
  }

  private func mark(_ mark: yaml_mark_t) -> SourceMark {
    source.mark(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private func length(_ start: yaml_mark_t, _ end: yaml_mark_t) -> Int {
    end.line == start.line && end.column > start.column ? Int(end.column - start.column) : 1
  }

  private func syntaxError() -> Diagnostic {
    let state = parser.pointee
    let problem = state.problem.map { String(cString: $0) } ?? "the text cannot be read"
    if state.error == YAML_READER_ERROR {
      return Diagnostic(mark: source.mark(offset: Int(state.problem_offset)), message: problem)
    }
    guard let context = state.context.map({ String(cString: $0) }) else {
      return Diagnostic(mark: mark(state.problem_mark), message: problem)
    }
    return Diagnostic(mark: mark(state.problem_mark), message: "\(problem), \(context)")
  }
}
