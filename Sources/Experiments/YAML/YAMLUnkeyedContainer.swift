/// The items of a list, one after another.
struct YAMLUnkeyedContainer: UnkeyedDecodingContainer {
  private struct Index: CodingKey {
    let intValue: Int?
    let stringValue: String

    init(_ index: Int) {
      intValue = index
      stringValue = String(index)
    }

    init?(intValue: Int) { self.init(intValue) }
    init?(stringValue: String) { nil }
  }

  let items: [YAMLNode]
  let codingPath: [any CodingKey]
  let session: YAMLDecodingSession
  private(set) var currentIndex = 0

  init(items: [YAMLNode], codingPath: [any CodingKey], session: YAMLDecodingSession) {
    self.items = items
    self.codingPath = codingPath
    self.session = session
  }

  var count: Int? { items.count }
  var isAtEnd: Bool { currentIndex == items.count }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, items[currentIndex].isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let (node, path) = try next()
    return try session.value(type, of: node, at: path)
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try superDecoder().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try superDecoder().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder {
    let (node, path) = try next()
    return YAMLValueDecoder(node: node, codingPath: path, session: session)
  }

  private mutating func next() throws -> (YAMLNode, [any CodingKey]) {
    let path = codingPath + [Index(currentIndex)]
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        Any.self,
        .init(codingPath: codingPath, debugDescription: "the list has only \(items.count) items"))
    }
    defer { currentIndex += 1 }
    return (items[currentIndex], path)
  }
}
