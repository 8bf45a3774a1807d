/** An answer of the API. */
interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

/** Calls the API below one address with a token, as any program of a customer's would. */
export interface Client {
  /** One call, whatever comes of it. */
  ask<T = unknown>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  put<T>(path: string, body?: unknown): Promise<T>;
  patch<T>(path: string, body?: unknown): Promise<T>;
}

/** `get`, `post`, `put` and `patch` throw what the server said unless it was a success. */
export function createClient(base: string, token?: string): Client {
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => {
    const form = body instanceof FormData;
    const response = await fetch(base + path, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && !form && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text) as T, headers: response.headers };
  };
  const good = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await ask<T>(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return {
    ask,
    get: (path) => good("GET", path),
    post: (path, body) => good("POST", path, body),
    put: (path, body) => good("PUT", path, body),
    patch: (path, body) => good("PATCH", path, body),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
