import BlockSets
import EthereumTypes

/// Headers of ancestors, each with the hash that its fields have.
extension Node {
  /// The header of a block's parent, which has the hash that the block names.
  func parent(of block: BlockHeader) throws(RPCError) -> BlockHeader {
    let number = block.number - 1
    let header: BlockHeader?
    do throws(RPCError) {
      header = try client.ask(Self.question(number)) { value throws(JSONError) in
        try Self.header(number, value, expectedHash: block.parentHash)
      }
    } catch .server(let code, let message), .exhausted(_, last: .server(let code, let message)) {
      throw .absent(Self.absence(of: number) + ": error \(code): \(message)")
    }
    guard let header else { throw .absent(Self.absence(of: number)) }
    return header
  }

  /// What one batch tells of headers: nothing of those that the node lacks or tells wrong.
  func headers(_ numbers: [UInt64]) throws(RPCError) -> [BlockHeader?] {
    do throws(RPCError) {
      return try client.ask(all: numbers.map(Self.question)) { index, value throws(JSONError) in
        // Who asks for a header that is wrong alone gets the reason.
        try? Self.header(numbers[index], value)
      }
    } catch .server, .exhausted(_, last: .server) {
      return numbers.map { _ in nil }
    }
  }

  private static func question(_ number: UInt64) -> RPCQuestion {
    RPCQuestion("eth_getBlockByNumber", quantity(number), "false")
  }

  private static func header(
    _ number: UInt64, _ value: JSONValue, expectedHash: Hash32? = nil
  ) throws(JSONError) -> BlockHeader? {
    guard !value.isNull else { return nil }
    let object = try value.object()
    let stated = try object.required("number")
    guard try stated.uint64() == number else { throw stated.unexpected(quantity(number)) }
    let header = try BlockHeaderReader(names: .jsonRPC).read(object)
    if let expectedHash, header.hash != expectedHash {
      throw try object.required("hash").error(
        "expected \(expectedHash), which block \(number + 1) names as its parent, "
          + "found \(header.hash)")
    }
    return header
  }

  private static func absence(of number: UInt64) -> String {
    "header of block \(number), by which the block's ancestors are proven; "
      + "use a node that keeps all headers"
  }
}
