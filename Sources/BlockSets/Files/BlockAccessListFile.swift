import BlockAccessLists
import EthereumTypes

/// A file that holds a block access list: RLP (bytes or hex digits), blockchain tests, a record
/// with a member `blockAccessList` such as `derived-bal/1`, or that member's array alone. Any of
/// them may be compressed with gzip.
package struct BlockAccessListFile: Sendable {
  /// Which list of a file is meant.
  package struct Choice: Sendable {
    /// The name of a test case, or a part of it.
    package var caseName: String?
    /// The number of a block.
    package var blockNumber: UInt64?

    /// A choice; without arguments, the first list of the file.
    package init(caseName: String? = nil, blockNumber: UInt64? = nil) {
      self.caseName = caseName
      self.blockNumber = blockNumber
    }

    /// Whether the chain is meant.
    package func includes(_ chain: BlockChain) -> Bool {
      caseName.map { chain.name.contains($0) } ?? true
    }

    /// Whether the block is meant, of a chain that is.
    package func includes(_ block: InputBlock) -> Bool {
      blockNumber.map { block.block?.header.number == $0 } ?? true
    }
  }

  /// Deployed code is at most this long (EIP-170).
  private static let maximumCodeSize = 24_576

  /// Where the file is.
  package let path: String

  /// Names a file; nothing is read yet.
  package init(path: String) {
    self.path = path
  }

  /// Reads the chosen list, in whatever order it is.
  package func read(
    _ choice: Choice = Choice()
  ) throws(BlockAccessListFileError) -> SourcedBlockAccessList {
    let contents: [UInt8]
    do { contents = try InputFile.contents(of: path) } catch { throw .file(error) }
    switch contents.first(where: { !Self.isSpace($0) }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return try readJSON(contents, choice)
    // RLP begins with a list's prefix, which is no character of a text.
    case .some(0xc0...): return try decode(contents)
    default:
      guard let bytes = Self.bytes(ofHex: contents) else { throw .unknownForm(path: path) }
      return try decode(bytes)
    }
  }

  private func decode(_ bytes: [UInt8]) throws(BlockAccessListFileError) -> SourcedBlockAccessList {
    do throws(BlockAccessListError) {
      return SourcedBlockAccessList(
        origin: path, list: try BlockAccessList(decodingInAnyOrder: bytes), encoding: bytes,
        context: BlockAccessListContext(maximumCodeSize: Self.maximumCodeSize))
    } catch {
      throw .malformed(path: path, error)
    }
  }

  private func readJSON(
    _ text: [UInt8], _ choice: Choice
  ) throws(BlockAccessListFileError) -> SourcedBlockAccessList {
    let contents: Contents
    do { contents = try self.contents(ofJSON: text) } catch { throw .file(.json(error)) }
    switch contents {
    case .list(let list):
      return SourcedBlockAccessList(
        origin: path, list: list,
        context: BlockAccessListContext(maximumCodeSize: Self.maximumCodeSize))
    case .chains(let chains): return try choose(choice, from: chains)
    case .other(let found): throw .withoutLists(path: path, found: found)
    }
  }

  /// What a JSON file may hold.
  private enum Contents {
    case list(BlockAccessList)
    case chains([BlockChain])
    case other(String)
  }

  private func contents(ofJSON text: [UInt8]) throws(JSONError) -> Contents {
    let document = try JSONDocument(parsing: text, file: path)
    if let list = try document.withRoot(Self.plainList) { return .list(list) }
    switch try document.withRoot(BlockFile.format) {
    case .blockchainTests:
      return .chains(try BlockchainTestReader.read(document, path: path))
    case .realBlock: return .other("a real block, whose access list must be built")
    case .stateTests: return .other("state tests")
    case .blockSet: return .other("a block set's manifest, which lists blocks")
    case .other(let found): return .other(found)
    }
  }

  /// The list of a document that is one, or that has one as a member.
  private static func plainList(_ root: JSONValue) throws(JSONError) -> BlockAccessList? {
    if root.kind == .array { return try BlockAccessListReader.read(root) }
    return try root.object().optional("blockAccessList").map(BlockAccessListReader.read)
  }

  /// The first chosen block that brings a list.
  private func choose(
    _ choice: Choice, from chains: [BlockChain]
  ) throws(BlockAccessListFileError) -> SourcedBlockAccessList {
    for chain in chains where choice.includes(chain) {
      for input in chain.blocks where choice.includes(input) {
        guard let list = input.blockAccessList else { continue }
        let block = input.block
        let number = block.map { ", block \($0.header.number)" } ?? ""
        return SourcedBlockAccessList(
          origin: "\(chain.origin)\(number)", list: list,
          context: BlockAccessListContext(
            gasLimit: block?.header.gasLimit, transactionCount: block?.transactions.count,
            hash: block?.header.blockAccessListHash, maximumCodeSize: Self.maximumCodeSize))
      }
    }
    throw .notFound(path: path, choice)
  }

  /// The bytes of hex digits, with or without `0x` before them and space around them.
  private static func bytes(ofHex text: [UInt8]) -> [UInt8]? {
    guard let start = text.firstIndex(where: { !isSpace($0) }),
      let last = text.lastIndex(where: { !isSpace($0) })
    else { return nil }
    let digits = text[start...last]
    let prefix = Array("0x".utf8)
    let prefixed = digits.starts(with: prefix) ? Array(digits) : prefix + digits
    return prefixed.withUnsafeBufferPointer { Hex.decode($0) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (UInt8(ascii: "\t")...UInt8(ascii: "\r")).contains(byte)
  }
}
