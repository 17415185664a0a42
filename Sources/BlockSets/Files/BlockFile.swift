import EthereumTypes

/// A JSON file that holds blocks or state tests.
package struct BlockFile: Sendable {
  /// Where the file is.
  package let path: String

  /// Names a file; nothing is read yet.
  package init(path: String) {
    self.path = path
  }

  /// What such a file may hold.
  package enum Contents: Sendable {
    /// Blockchain tests, one chain a case, or a single real block.
    case chains([BlockChain])
    case stateTests([StateTest])
  }

  /// The formats, told by a file's first members.
  enum Format {
    case realBlock, blockchainTests, stateTests, blockSet
    case other(String)
  }

  /// Reads the whole file, senders recovered.
  package func read() throws(BlockSetError) -> Contents {
    let document = try InputFile.document(at: path)
    switch try format(of: document) {
    case .realBlock: return .chains(try readRealBlock(document))
    case .blockchainTests: return .chains(try readBlockchainTests(document))
    case .stateTests: return .stateTests(try readStateTests(document))
    case .blockSet: return .chains(try readFolder())
    case .other(let found): throw .unsupported(path: path, found: found)
    }
  }

  /// How many blocks the file has, without decoding them.
  package func countBlocks() throws(BlockSetError) -> Int {
    let document = try InputFile.document(at: path)
    do {
      return try document.withRoot { root throws(JSONError) -> Int in
        switch try Self.format(of: root) {
        case .realBlock: return 1
        case .blockchainTests: return try BlockchainTestReader.countBlocks(root)
        case .blockSet:
          return try root.object().required("counts").object().required("blocks").integer()
        case .stateTests, .other: return 0
        }
      }
    } catch {
      throw .json(error)
    }
  }

  /// The networks and forks that the file has tests of, without decoding any.
  package func networks() throws(BlockSetError) -> Set<String> {
    let document = try InputFile.document(at: path)
    do {
      return try document.withRoot { root throws(JSONError) -> Set<String> in
        switch try Self.format(of: root) {
        case .blockchainTests: return try BlockchainTestReader.networks(root)
        case .stateTests: return try StateTestReader.networks(root)
        case .blockSet:
          return Set(
            try root.object().required("chains").array().map { chain throws(JSONError) in
              try chain.object().required("network").string()
            })
        case .realBlock, .other: return []
        }
      }
    } catch {
      throw .json(error)
    }
  }

  /// The witness that lies beside a real block, if there is one.
  package var witnessPath: String? {
    guard let stem = FileSelection.stem(of: path) else { return nil }
    return [stem + ".witness.json.gz", stem + ".witness.json"].first(where: InputFile.exists)
  }

  private func format(of document: borrowing JSONDocument) throws(BlockSetError) -> Format {
    do { return try document.withRoot(Self.format) } catch { throw .json(error) }
  }

  private func readRealBlock(
    _ document: borrowing JSONDocument
  ) throws(BlockSetError) -> [BlockChain] {
    var chain: BlockChain
    do { chain = try MainnetBlockReader.read(document, path: path) } catch { throw .json(error) }
    if let witnessPath { chain.witness = try readWitness(at: witnessPath, for: chain) }
    var chains = [chain]
    recoverSenders(in: &chains)
    return chains
  }

  private func readWitness(
    at path: String, for chain: BlockChain
  ) throws(BlockSetError) -> StateWitness {
    let document = try InputFile.document(at: path)
    do { return try MainnetBlockReader.readWitness(document, for: chain) } catch {
      throw .json(error)
    }
  }

  private func readBlockchainTests(
    _ document: borrowing JSONDocument
  ) throws(BlockSetError) -> [BlockChain] {
    do {
      var chains = try BlockchainTestReader.read(document, path: path)
      recoverSenders(in: &chains)
      return chains
    } catch { throw .json(error) }
  }

  private func readFolder() throws(BlockSetError) -> [BlockChain] {
    let folder = try BlockSetFolder(manifest: path)
    var chains: [BlockChain] = []
    for chain in folder.manifest.chains { chains.append(try folder.read(chain)) }
    return chains
  }

  private func readStateTests(
    _ document: borrowing JSONDocument
  ) throws(BlockSetError) -> [StateTest] {
    do { return try StateTestReader.read(document, path: path) } catch { throw .json(error) }
  }

  /// Tells the format by the first members of the root.
  static func format(of root: JSONValue) throws(JSONError) -> Format {
    let object = try root.object()
    if let schema = object["schema"], schema.kind == .string {
      let name = try schema.string()
      return name.hasPrefix(BlockSetManifest.family) ? .blockSet : .other("schema \"\(name)\"")
    }
    if let format = object["format"], format.kind == .string {
      let name = try format.string()
      return name == MainnetBlockReader.formatName ? .realBlock : .other("format \"\(name)\"")
    }
    guard let first = object.members.first(where: { $0.value.kind == .object }) else {
      return .other("an object without cases")
    }
    let members = try first.value.object()
    if members["blocks"] != nil { return .blockchainTests }
    if members["post"] != nil, members["transaction"] != nil { return .stateTests }
    return .other("cases of another kind")
  }
}
