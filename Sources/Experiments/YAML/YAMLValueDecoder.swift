/// The `Decoder` that a type sees at one node.
struct YAMLValueDecoder: Decoder {
  let node: YAMLNode
  let codingPath: [any CodingKey]
  let session: YAMLDecodingSession

  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    guard case .mapping = node.content else { throw mismatch("a mapping") }
    session.visit(node, at: codingPath) { Key(stringValue: $0) != nil }
    return KeyedDecodingContainer(
      YAMLKeyedContainer<Key>(node: node, codingPath: codingPath, session: session))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .sequence(let items) = node.content else { throw mismatch("a list") }
    return YAMLUnkeyedContainer(items: items, codingPath: codingPath, session: session)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer {
    YAMLSingleValueContainer(node: node, codingPath: codingPath, session: session)
  }

  private func mismatch(_ expected: String) -> DecodingError {
    .typeMismatch(
      Any.self,
      .init(
        codingPath: codingPath, debugDescription: "expected \(expected), found \(node.summary)"))
  }
}

/// A node that a type reads whole.
private struct YAMLSingleValueContainer: SingleValueDecodingContainer {
  let node: YAMLNode
  let codingPath: [any CodingKey]
  let session: YAMLDecodingSession

  func decodeNil() -> Bool { node.isNull }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try session.value(type, of: node, at: codingPath)
  }
}
