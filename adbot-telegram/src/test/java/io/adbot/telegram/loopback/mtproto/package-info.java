/**
 * MTProto 2.0, the server's side of it, as far as TDLib needs it: from the bytes of a socket to calls and their answers, and no
 * further. What Telegram is to its users is one package up.
 *
 * <p>From below: a {@link io.adbot.telegram.loopback.mtproto.LoopbackDataCentre} accepts a connection; each
 * {@code Connection} passes through {@code Socks}, {@code ObfuscatedStream} and, for a client without a key,
 * {@code KeyExchange}; what is sealed with an {@code AuthKey} belongs to a {@code MtProtoSession}, which hands calls to an
 * {@link io.adbot.telegram.loopback.mtproto.RpcHandler}. Bytes become a
 * {@link io.adbot.telegram.loopback.mtproto.TlObject} by the lines of {@code loopback.tl}.
 *
 * @see <a href="https://core.telegram.org/mtproto">core.telegram.org/mtproto</a>
 */
package io.adbot.telegram.loopback.mtproto;
