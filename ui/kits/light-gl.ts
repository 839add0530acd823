import { FLATS, makeNoiseTexels, makeRidgeTexels, NOISE_SIDE, RIDGE_COLUMNS } from './light-mountain'
import { FRAGMENT, MOST_HALTS, MOST_LAMPS, VERTEX } from './light-shader'

/** Everything one frame of light is drawn from. Colours are linear-ish rgb 0..1, points 0..1 of the wall, y up. */
export type LightFrame = {
  seconds: number
  frame: number
  climb: number
  gel: readonly [number, number, number]
  lamp: readonly [number, number]
  awake: number
  brightness: number
  dawn: number
  view: readonly [number, number, number]
  lamps: number
  halts: readonly (readonly [number, number, number])[]
}

export type LightGl = {
  draw: (frame: LightFrame, width: number, height: number) => void
  /** True when the last frame has left the GPU. */
  done: () => boolean
  software: boolean
  release: () => void
}

/** Builds the light's program in a WebGL 2 context, or null when the driver refuses it. */
export function makeLightGl(gl: WebGL2RenderingContext): LightGl | null {
  const program = gl.createProgram()
  for (const shader of [
    makeShader(gl, gl.VERTEX_SHADER, VERTEX),
    makeShader(gl, gl.FRAGMENT_SHADER, FRAGMENT),
  ]) {
    if (!shader) continue
    gl.attachShader(program, shader)
    gl.deleteShader(shader) // lives on as long as its program
  }
  gl.linkProgram(program)
  if (gl.getProgramParameter(program, gl.LINK_STATUS)) return makeDrawer(gl, program)
  gl.deleteProgram(program)
  return null
}

function makeDrawer(gl: WebGL2RenderingContext, program: WebGLProgram): LightGl {
  const triangle = bindTriangle(gl, program)
  const at = (name: string) => gl.getUniformLocation(program, name)
  const R = at('R')
  const T = at('T')
  const M = at('M')
  const G = at('G')
  const L = at('L')
  const B = at('B')
  const D = at('D')
  const V = at('V')
  const NL = at('NL')
  const NH = at('NH')
  const H = at('H')
  const F = at('F')
  const P = at('P')
  const tables = [bindNoise(gl), bindRidges(gl)]
  gl.uniform1i(at('N'), 0)
  gl.uniform1i(at('E'), 1)
  const lamps = new Float32Array(MOST_LAMPS * 4)
  const halts = new Float32Array(MOST_HALTS * 3)
  let fence: WebGLSync | null = null

  return {
    software: isSoftware(gl),
    draw(frame, width, height) {
      const count = Math.min(frame.halts.length, MOST_HALTS)
      for (let i = 0; i < count; i++) halts.set(frame.halts[i] ?? [0, 0, 0], i * 3)
      gl.viewport(0, 0, width, height)
      gl.uniform2f(R, width, height)
      gl.uniform1f(T, frame.seconds)
      gl.uniform1f(M, frame.climb)
      gl.uniform3f(G, ...frame.gel)
      gl.uniform2f(L, ...frame.lamp)
      gl.uniform1f(B, frame.brightness)
      gl.uniform1f(D, frame.dawn)
      gl.uniform3f(V, ...frame.view)
      fillLamps(lamps, frame)
      gl.uniform4fv(P, lamps)
      gl.uniform1i(NL, frame.lamps)
      gl.uniform1i(NH, count)
      gl.uniform3fv(H, halts)
      gl.uniform1ui(F, frame.frame & 0xffff)
      gl.drawArrays(gl.TRIANGLES, 0, 3)
      if (fence) gl.deleteSync(fence)
      fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
      gl.flush()
    },
    done() {
      if (!fence) return true
      if (gl.isContextLost()) return false
      if (gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) return false
      gl.deleteSync(fence)
      fence = null
      return true
    },
    release() {
      if (fence) gl.deleteSync(fence)
      fence = null
      gl.deleteProgram(program)
      gl.deleteBuffer(triangle)
      for (const table of tables) gl.deleteTexture(table)
    },
  }
}

function bindTriangle(gl: WebGL2RenderingContext, program: WebGLProgram): WebGLBuffer {
  const triangle = gl.createBuffer()
  const { useProgram: select } = gl // under its own name the linter takes it for a React hook
  select.call(gl, program)
  gl.bindBuffer(gl.ARRAY_BUFFER, triangle)
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW)
  const position = gl.getAttribLocation(program, 'p')
  gl.enableVertexAttribArray(position)
  gl.vertexAttribPointer(position, 2, gl.FLOAT, false, 0, 0)
  return triangle
}

/** Each footlight breathes by itself, and those near the visitor's lamp wake in its gel. */
function fillLamps(lamps: Float32Array, { seconds, awake, lamp, lamps: count }: LightFrame) {
  for (let i = 0; i < count; i++) {
    const breath = 0.5 + 0.5 * Math.sin(seconds * 0.35 + i * 1.7 + 2 * Math.sin(i * 3.1))
    const away = ((i + 0.5) / count - lamp[0]) * 1.7778 * 2.6
    const lean = 0.25 * Math.sin(seconds * 0.11 + i) * 0.35
    const spread = 0.13 + 0.08 * ((i * 0.618) % 1)
    lamps.set([0.14 + 0.86 * breath * breath, awake * Math.exp(-away * away), lean, spread], i * 4)
  }
}

function bindNoise(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = bindTable(gl, gl.TEXTURE0)
  gl.texImage2D(
    gl.TEXTURE_2D,
    0,
    gl.RGBA8,
    NOISE_SIDE,
    NOISE_SIDE,
    0,
    gl.RGBA,
    gl.UNSIGNED_BYTE,
    makeNoiseTexels(),
  )
  return texture
}

function bindRidges(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = bindTable(gl, gl.TEXTURE1)
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, RIDGE_COLUMNS, FLATS, 0, gl.RED, gl.FLOAT, makeRidgeTexels())
  return texture
}

function bindTable(gl: WebGL2RenderingContext, unit: number): WebGLTexture {
  const texture = gl.createTexture()
  gl.activeTexture(unit)
  gl.bindTexture(gl.TEXTURE_2D, texture)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
  return texture
}

function makeShader(gl: WebGL2RenderingContext, kind: number, source: string): WebGLShader | null {
  const shader = gl.createShader(kind)
  if (!shader) return null
  gl.shaderSource(shader, source)
  gl.compileShader(shader)
  return shader
}

/** Whether a processor plays the GPU (SwiftShader, llvmpipe, WARP). Only the pace of drawing depends on it. */
function isSoftware(gl: WebGL2RenderingContext): boolean {
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER))
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer)
}
