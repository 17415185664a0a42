/// Decodes plain `Decodable` types from marked nodes.
///
/// It goes on after an error where it can, so that all errors of a value are reported at once.
/// Keys of a mapping that the type never asked for are errors too.
package struct YAMLNodeDecoder {
  private let diagnostics: Diagnostics

  /// A decoder that reports to the given diagnostics.
  package init(diagnostics: Diagnostics) { self.diagnostics = diagnostics }

  /// The value of a node, or nil if anything is wrong with it; then that is reported.
  ///
  /// - Parameter subject: What the node is, for errors about its keys.
  package func decode<Value: Decodable>(
    _ type: Value.Type, from node: YAMLNode, subject: String
  ) -> Value? {
    let session = YAMLDecodingSession(root: node, subject: subject, diagnostics: diagnostics)
    let value = try? session.value(type, of: node, at: [])
    session.reportUnknownKeys(isComplete: value != nil)
    return session.problemCount == 0 ? value : nil
  }

  /// The keys that a type asks for when it is decoded from an empty mapping, in order.
  package static func keys<Value: Decodable>(of type: Value.Type) -> [DecodableKey] {
    let empty = YAMLNode(.mapping([]), at: SourceMark(line: 1, column: 1, offset: 0))
    let session = YAMLDecodingSession(root: empty, subject: "", diagnostics: Diagnostics())
    _ = try? session.value(type, of: empty, at: [])
    return session.askedKeysOfRoot
  }
}
