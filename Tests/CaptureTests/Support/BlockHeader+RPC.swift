import BlockSets
import EthereumTypes

extension BlockHeader {
  /// The header's fields and its hash as `eth_getBlockByNumber` gives them.
  var rpcMembers: [(name: String, value: JSONTree)] {
    func quantity(_ value: UInt64?) -> JSONTree {
      value.map { .string(UInt256($0).hex) } ?? .null
    }
    func bytes(_ value: Hash32?) -> JSONTree { value.map { .string("\($0)") } ?? .null }
    return [
      ("number", quantity(number)), ("hash", bytes(hash)), ("parentHash", bytes(parentHash)),
      ("sha3Uncles", bytes(ommersHash)), ("miner", .string("\(feeRecipient)")),
      ("stateRoot", bytes(stateRoot)), ("transactionsRoot", bytes(transactionsRoot)),
      ("receiptsRoot", bytes(receiptsRoot)), ("logsBloom", .string(logsBloom.bytes.hex)),
      ("difficulty", .string(difficulty.hex)), ("gasLimit", quantity(gasLimit)),
      ("gasUsed", quantity(gasUsed)), ("timestamp", quantity(timestamp)),
      ("extraData", .string(extraData.hex)), ("mixHash", bytes(prevRandao)),
      ("nonce", quantity(nonce)),
      ("baseFeePerGas", baseFeePerGas.map { .string($0.hex) } ?? .null),
      ("withdrawalsRoot", bytes(withdrawalsRoot)), ("blobGasUsed", quantity(blobGasUsed)),
      ("excessBlobGas", quantity(excessBlobGas)),
      ("parentBeaconBlockRoot", bytes(parentBeaconBlockRoot)),
      ("requestsHash", bytes(requestsHash)), ("blockAccessListHash", bytes(blockAccessListHash)),
      ("slotNumber", quantity(slotNumber)),
    ]
  }
}
