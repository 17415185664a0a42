import EthereumTypes

/// Named input of an experiment: chains of blocks with their pre-states.
package struct BlockSet: Sendable {
  /// The name by which experiments and records call it.
  package let name: String
  /// Where the chains come from.
  package let source: any BlockSource

  /// A block set of any source, such as a generator.
  package init(name: String, source: any BlockSource) {
    self.name = name
    self.source = source
  }

  /// A block set of files: a directory, one file or a glob pattern.
  package init(name: String, path: String) {
    self.init(name: name, source: BlockFileSource(path: path))
  }

  /// Where the blocks come from, in words.
  package var description: String { source.description }

  /// Calls `body` with each chain in a fixed order, one in memory at a time where the source can.
  package func forEachChain(_ body: (BlockChain) throws -> Void) throws {
    try source.forEachChain(body)
  }

  /// Calls `body` with each chain in a fixed order, whose blocks come one by one.
  package func forEachStream(_ body: (ChainStream) throws -> Void) throws {
    try source.forEachStream(body)
  }

  /// A SHA-256 digest of everything that the chains are made from.
  package func digest() throws -> Hash32 {
    try source.digest()
  }

  /// How many blocks the chains have together.
  package func countBlocks() throws -> Int {
    try source.countBlocks()
  }
}

/// Something that brings chains of blocks: files, or a generator.
package protocol BlockSource: Sendable, CustomStringConvertible {
  /// Calls `body` with each chain in a fixed order.
  func forEachChain(_ body: (BlockChain) throws -> Void) throws

  /// Calls `body` with each chain in the same order, whose blocks come one by one.
  func forEachStream(_ body: (ChainStream) throws -> Void) throws

  /// A SHA-256 digest of everything that the chains are made from.
  func digest() throws -> Hash32

  /// How many blocks the chains have together.
  func countBlocks() throws -> Int
}

extension BlockSource {
  /// Each chain is in memory as a whole, for sources that make no others.
  package func forEachStream(_ body: (ChainStream) throws -> Void) throws {
    try forEachChain { try body(ChainStream($0)) }
  }
}
