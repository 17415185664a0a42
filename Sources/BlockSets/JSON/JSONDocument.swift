/// A parsed JSON text: the bytes and a tape of the values in them.
///
/// Nothing is decoded until it is asked for; a field of hex digits goes from the text's bytes
/// straight to its type. Memory is the text plus eight bytes a value, at most five times the text
/// (nine while it is parsed).
package struct JSONDocument: ~Copyable {
  /// The largest text that is accepted, in bytes: offsets must fit 31 bits.
  package static let maximumSize = Int(Int32.max) - JSONParser.padding

  private let text: [UInt8]
  private let tape: JSONTape
  private let file: String

  /// Parses one RFC 8259 text: UTF-8 without a byte order mark, nested at most 128 deep.
  ///
  /// - Parameter file: The name that errors give.
  package init(parsing bytes: consuming [UInt8], file: String) throws(JSONError) {
    let count = bytes.count
    guard count <= Self.maximumSize else {
      throw JSONError(
        file: file, line: 1, column: 1, offset: 0, path: "",
        message: "expected at most \(Self.maximumSize) bytes, found \(count)")
    }
    bytes.append(contentsOf: repeatElement(0, count: JSONParser.padding))
    var parsed: JSONTape?
    try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
      guard let base = buffer.baseAddress else { return }
      parsed = try Self.parse(base, count: count, file: file)
    }
    guard let tape = parsed.take() else { preconditionFailure("a text has its padding") }
    self.tape = tape
    self.text = bytes
    self.file = file
  }

  /// Calls `body` with the text's value. Values are views of the document: none may outlive `body`.
  package borrowing func withRoot<Result, Failure: Error>(
    _ body: (JSONValue) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let (file, entries, entryCount) = (file, UnsafePointer(tape.entries), tape.count)
    let count = text.count - JSONParser.padding
    return try text.withUnsafeBufferPointer { buffer throws(Failure) -> Result in
      guard let base = buffer.baseAddress else { preconditionFailure("a text has its padding") }
      let context = JSONContext(
        text: base, textCount: count, tape: entries, tapeCount: entryCount, file: file)
      return try withUnsafePointer(to: context) { pointer throws(Failure) -> Result in
        try body(JSONValue(context: pointer, index: 0))
      }
    }
  }

  private static func parse(
    _ text: UnsafePointer<UInt8>, count: Int, file: String
  ) throws(JSONError) -> JSONTape {
    var parser = JSONParser(text: text, count: count)
    do {
      try parser.parse()
    } catch {
      let tape = parser.finish()
      let context = JSONContext(
        text: text, textCount: count, tape: tape.entries, tapeCount: tape.count, file: file)
      let found = context.describeByte(at: error.offset)
      throw context.error(
        at: error.offset, path: context.path(to: tape.count),
        message: "expected \(error.expected), found \(found)")
    }
    return parser.finish()
  }
}
