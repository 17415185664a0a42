/// An event that a contract emitted.
package struct Log: Hashable, Sendable {
  /// The emitting contract.
  package var address: Address
  /// Up to four indexed words.
  package var topics: [Hash32]
  package var data: [UInt8]

  package init(address: Address, topics: [Hash32], data: [UInt8]) {
    self.address = address
    self.topics = topics
    self.data = data
  }
}

extension Log {
  /// Reads a log as a receipt lists it.
  init(from decoder: inout RLPDecoder) throws(RLPError) {
    var fields = try decoder.readList()
    address = try fields.readAddress()
    var topicList = try fields.readList()
    topics = []
    while !topicList.isAtEnd { topics.append(try topicList.readHash32()) }
    data = try fields.readBytes()
    try fields.finish()
  }

  /// Writes a log as a receipt lists it.
  package func encode(to encoder: inout RLPEncoder) {
    encoder.list { fields in
      fields.encode(address: address)
      fields.list { list in
        for topic in topics { list.encode(hash: topic) }
      }
      fields.encode(bytes: data)
    }
  }
}
