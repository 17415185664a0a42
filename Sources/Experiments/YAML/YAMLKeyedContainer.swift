/// The keys of a mapping, as a type asks for them.
struct YAMLKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let node: YAMLNode
  let codingPath: [any CodingKey]
  let session: YAMLDecodingSession

  var allKeys: [Key] {
    guard case .mapping(let entries) = node.content else { return [] }
    return entries.compactMap { Key(stringValue: $0.key) }
  }

  func contains(_ key: Key) -> Bool {
    session.ask(key, Any.self, at: codingPath)
    return node[key.stringValue] != nil
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    session.ask(key, Any.self, at: codingPath)
    return node[key.stringValue]?.isNull ?? true
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    session.ask(key, type, at: codingPath)
    return try session.requiredValue(type, forKey: key, in: node, at: codingPath)
  }

  func decodeIfPresent<Value: Decodable>(
    _ type: Value.Type, forKey key: Key
  ) throws -> Value? {
    session.ask(key, type, at: codingPath)
    guard let child = node[key.stringValue], !child.isNull else { return nil }
    return try session.value(type, of: child, at: codingPath + [key])
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try decoder(forKey: key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder(forKey: key).unkeyedContainer()
  }

  func superDecoder() -> any Decoder {
    YAMLValueDecoder(node: node, codingPath: codingPath, session: session)
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(forKey: key) }

  private func decoder(forKey key: Key) throws -> YAMLValueDecoder {
    session.ask(key, Any.self, at: codingPath)
    guard let child = node[key.stringValue] else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath, debugDescription: "the key is missing"))
    }
    return YAMLValueDecoder(node: child, codingPath: codingPath + [key], session: session)
  }
}

// The protocol's own versions of these go through `contains`, which does not know the type.
extension YAMLKeyedContainer {
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    try present(type, forKey: key)
  }

  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try present(type, forKey: key)
  }

  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try present(type, forKey: key)
  }

  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    try present(type, forKey: key)
  }

  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
    try present(type, forKey: key)
  }

  private func present<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try decodeIfPresent(type, forKey: key) as Value?
  }
}
