import EthereumTypes

/// Chains read from files, one file in memory at a time.
package struct BlockFileSource: BlockSource {
  /// A directory, a file or a glob pattern.
  package let path: String

  /// Names files; nothing is read yet.
  package init(path: String) {
    self.path = path
  }

  /// The path.
  package var description: String { path }

  /// Calls `body` with the chains of each file, in natural order of the files' names.
  package func forEachChain(_ body: (BlockChain) throws -> Void) throws {
    try forEachStream { try body(try $0.collected()) }
  }

  /// The blocks of a block set's folder come one by one, the chains of other files as a whole.
  package func forEachStream(_ body: (ChainStream) throws -> Void) throws {
    let selection = try FileSelection(path: path)
    for name in selection.names {
      let path = selection.path(of: name)
      if BlockSetFolder.isManifest(name) {
        try BlockSetFolder(manifest: path).forEachStream(body)
        continue
      }
      guard case .chains(let chains) = try BlockFile(path: path).read() else {
        throw BlockSetError.unsupported(
          path: path, found: "state tests, which have no blocks to schedule")
      }
      for chain in chains { try body(ChainStream(chain)) }
    }
  }

  /// Covers names relative to the path and files' bytes, witnesses included, so that a copy
  /// elsewhere has the same digest: SHA-256 over name, zero byte and SHA-256 of each file.
  package func digest() throws -> Hash32 {
    let selection = try FileSelection(path: path)
    var digested: [UInt8] = []
    for name in selection.names {
      let file = BlockFile(path: selection.path(of: name))
      for path in [file.path, file.witnessPath].compactMap(\.self) {
        digested += path.dropFirst(selection.base.count).utf8
        digested.append(0)
        digested += sha256(try InputFile.storedBytes(of: path))
      }
    }
    return Hash32(bytes: sha256(digested)) ?? .zero
  }

  /// Counts blocks without decoding any.
  package func countBlocks() throws -> Int {
    let selection = try FileSelection(path: path)
    return try selection.names.reduce(0) { count, name in
      count + (try BlockFile(path: selection.path(of: name)).countBlocks())
    }
  }
}
