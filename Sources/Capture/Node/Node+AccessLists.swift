import BlockAccessLists
import BlockSets

extension Node {
  /// The names under which clients give a block's access list: the execution APIs' first, then
  /// those that some had before, or still have.
  static let accessListMethods = [
    "eth_getBlockAccessList", "debug_getRawBlockAccessList", "eth_getBlockAccessListByBlockNumber",
    "eth_getBlockAccessListByNumber", "debug_getBlockAccessList",
  ]

  /// The block's access list, or `nil` where the node has none.
  func blockAccessList(of number: UInt64) throws(RPCError) -> BlockAccessList? {
    for method in Self.accessListMethods {
      do throws(RPCError) {
        let answer = try optional(RPCQuestion(method, quantity(number))) {
          value throws(JSONError) in
          value.isNull ? nil : try Self.accessList(value)
        }
        if let list = answer ?? nil { return list }
      } catch .server {
        // Blocks before Amsterdam have no list (error 4445 of the execution APIs), and lists of
        // old blocks may be forgotten (EIP-7928).
      }
    }
    return nil
  }

  /// The list of an answer: RLP as hex, or JSON under either set of names.
  private static func accessList(_ value: JSONValue) throws(JSONError) -> BlockAccessList {
    guard value.kind == .string else {
      if let list = try? BlockAccessListReader.read(value) { return list }
      return try BlockAccessListReader.executionAPI.read(value)
    }
    let encoding = try value.bytes()
    do throws(BlockAccessListError) {
      return try BlockAccessList(decodingInAnyOrder: encoding)
    } catch {
      throw value.error("expected the RLP of a block access list: \(error)")
    }
  }
}
